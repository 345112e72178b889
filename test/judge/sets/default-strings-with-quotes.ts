import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Quotation {
  @PrimaryColumn() id: number;
  @Column({ type: 'text', default: () => "'it''s'" }) single: string;
  @Column({ type: 'text', default: 'say "hi"' }) double: string;
  @Column({ type: 'text', default: '`${x}`' }) template: string;
  @Column({ type: 'text', default: '/* no */ -- comment' }) comment: string;
  @Column({ type: 'text', default: 'two\nlines' }) lines: string;
  @Column({ type: 'text', default: '$$ $1 %s \\n' }) dollars: string;
}

export default defineSet({
  shows: 'defaults with quotes, template characters, comments and newlines',
  entities: [Quotation],
});
