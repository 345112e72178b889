import { Check, Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
@Check('"amount" > 0')
@Check('"from" <> "to"')
class Route {
  @PrimaryGeneratedColumn() id: number;
  @Column() amount: number;
  @Column() from: string;
  @Column() @Check('length("to") > 2') to: string;
}

export default defineSet({
  shows: 'checks without a name: the two versions of TypeORM hash the expression differently',
  entities: [Route],
});
