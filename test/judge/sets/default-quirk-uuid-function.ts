import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'uuid', default: () => 'gen_random_uuid()' }) token: string;
}

export default defineSet({
  shows: 'a uuid column with a default that is not @Generated',
  entities: [Quirk],
  typeormSelfInconsistent: 'it takes any such default of a uuid column for @Generated',
});
