import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'numeric', default: '12345678901234567890.5' }) precise: string;
}

export default defineSet({
  shows: 'a fraction given as a string',
  entities: [Quirk],
  typeormSelfInconsistent: 'only integers get their quotes back before it compares',
});
