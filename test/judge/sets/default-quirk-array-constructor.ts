import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Quirk {
  @PrimaryColumn() id: number;
  @Column('text', { array: true, default: () => 'ARRAY[]::text[]' }) empty: string[];
  @Column('int', { array: true, default: () => 'ARRAY[1, 2]' }) numbers: number[];
}

export default defineSet({
  shows: 'arrays given as expressions',
  entities: [Quirk],
  typeormSelfInconsistent: 'it compares the expression as text',
});
