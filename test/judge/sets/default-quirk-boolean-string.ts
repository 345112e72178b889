import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'boolean', default: 'false' }) off: boolean;
}

export default defineSet({
  shows: 'a boolean given as a string',
  entities: [Quirk],
  typeormSelfInconsistent: "it compares 'false' with false",
});
