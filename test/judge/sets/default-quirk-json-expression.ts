import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'jsonb', default: () => '\'{"a": "x::y"}\'::jsonb' }) value: object;
}

export default defineSet({
  shows: 'JSON given as an expression with a cast',
  entities: [Quirk],
  typeormSelfInconsistent: 'it compares the expression as text',
});
