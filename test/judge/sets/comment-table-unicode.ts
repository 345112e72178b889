import { Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity({ comment: 'Größe → 日本 "x" \\ `${y}` */ 🎉' })
class Text {
  @PrimaryColumn() id: number;
}

export default defineSet({ shows: 'a comment on a table with all but an apostrophe', entities: [Text] });
