import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Text {
  @PrimaryColumn() id: number;
  @Column({ comment: "it's 'quoted'" }) single: string;
  @Column({ comment: 'say "hi"' }) double: string;
  @Column({ comment: 'Größe in cm → 日本 🎉' }) unicode: string;
  @Column({ comment: 'two\nlines\tand a tab' }) lines: string;
  @Column({ comment: '`${x}` */ -- \\ $1' }) code: string;
  @Column({ comment: ' ' }) space: string;
}

export default defineSet({ shows: 'comments with quotes, newlines, Unicode and code', entities: [Text] });
