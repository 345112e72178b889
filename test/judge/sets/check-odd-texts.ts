import { Check, Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
@Check('chk_regex', String.raw`code ~ '^[A-Z]{2}\d+$'`)
@Check('chk_quote', `note <> 'it''s; -- /* not */ a comment'`)
@Check('chk_json', `data ? 'key' AND jsonb_typeof(data -> 'key') = 'string'`)
@Check('chk_case', `CASE WHEN code IS NULL THEN note IS NOT NULL ELSE true END`)
@Check('chk_array', `cardinality(tags) <= 5 AND 'x' <> ALL (tags)`)
class Odd {
  @PrimaryGeneratedColumn() id: number;
  @Column() code: string;
  @Column() note: string;
  @Column('jsonb') data: object;
  @Column('text', { array: true }) tags: string[];
}

export default defineSet({
  shows: 'checks with regular expressions, quotes, question marks, arrays and JSON',
  entities: [Odd],
});
