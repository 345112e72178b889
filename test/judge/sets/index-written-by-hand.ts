import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
@Index('ix_handmade', { synchronize: false })
@Index('ix_lower', { synchronize: false })
class Article {
  @PrimaryGeneratedColumn() id: number;
  @Column() title: string;
  @Column() year: number;
  @Column() @Index() slug: string;
}

export default defineSet({
  shows: 'indexes that the entities only mention, written by hand with order, INCLUDE, operator class and expression',
  entities: [Article],
  after: [
    'CREATE INDEX ix_handmade ON article (year DESC NULLS LAST, title text_pattern_ops) INCLUDE (slug)',
    'CREATE INDEX ix_lower ON article (lower(title))',
  ],
});
