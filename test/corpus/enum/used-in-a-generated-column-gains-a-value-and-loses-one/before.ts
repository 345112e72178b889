import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class One {
  @PrimaryColumn() id: number;
  @Column({ type: 'enum', enum: ['a', 'b'] }) x: string;
  @Column({ type: 'boolean', asExpression: `x = 'a'`, generatedType: 'STORED' }) first: boolean;
}
