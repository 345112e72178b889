import { Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

// biome-ignore lint/suspicious/noTemplateCurlyInString: the text is the point
@Entity({ comment: 'Größe → 日本 "x" \\ `${y}` */ 🎉' })
class Text {
  @PrimaryColumn() id: number;
}

export default defineSet({ shows: 'a comment on a table with all but an apostrophe', entities: [Text] });
