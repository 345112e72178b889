import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'int', default: () => '5' }) five: number;
}

export default defineSet({
  shows: 'a number given as an expression',
  entities: [Quirk],
  typeormSelfInconsistent: "it compares the text 5 with PostgreSQL's 5 as if one were quoted",
});
