import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Quirk {
  @PrimaryColumn() id: number;
  @Column('text', { array: true, default: ['a b', 'c'] }) words: string[];
}

export default defineSet({
  shows: 'array elements with a space',
  entities: [Quirk],
  typeormSelfInconsistent: 'it compares the array text without the quotes that PostgreSQL adds',
});
