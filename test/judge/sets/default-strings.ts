import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Greeting {
  @PrimaryColumn() id: number;
  @Column({ default: 'hello' }) word: string;
  @Column({ default: '' }) empty: string;
  @Column({ default: ' ' }) space: string;
  @Column({ type: 'text', default: 'Zürich → 東京 🎉' }) unicode: string;
  @Column({ type: 'varchar', length: 20, default: 'a\\b' }) backslash: string;
  @Column({ type: 'char', length: 3, default: 'abc' }) fixed: string;
  @Column({ default: 'null' }) looksLikeNull: string;
  @Column({ default: '5' }) looksLikeNumber: string;
  @Column({ default: 'now()' }) looksLikeFunction: string;
}

export default defineSet({
  shows: 'strings as defaults, some of which look like something else',
  entities: [Greeting],
});
