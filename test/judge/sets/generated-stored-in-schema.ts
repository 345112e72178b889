import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity({ schema: 'app' })
class Box {
  @PrimaryColumn() id: number;
  @Column({ type: 'numeric', precision: 8, scale: 2 }) width: string;
  @Column({ type: 'numeric', precision: 8, scale: 2 }) height: string;
  @Column({ type: 'numeric', precision: 16, scale: 4, asExpression: 'width * height', generatedType: 'STORED' })
  area: string;
  @Column({
    type: 'tsvector',
    asExpression: `to_tsvector('english', 'box ' || width::text)`,
    generatedType: 'STORED',
    nullable: true,
  })
  words: string;
}

export default defineSet({
  shows: 'generated stored columns of a table in another schema',
  entities: [Box],
  schemas: ['app'],
});
