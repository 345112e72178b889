import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity()
export class Person {
  @PrimaryColumn() id: number;
  @Column() first: string;
  @Column() last: string;
  @Column('int') n: number;
  @Column({ asExpression: `"first" || ' ' || "last"`, generatedType: 'STORED', type: 'text' }) full: string;
  @Column({ asExpression: 'n * 2 + 1', generatedType: 'STORED', type: 'int' }) odd: number;
  @Index()
  @Column({ asExpression: `to_tsvector('english', "first")`, generatedType: 'STORED', type: 'tsvector' })
  search: string;
}
