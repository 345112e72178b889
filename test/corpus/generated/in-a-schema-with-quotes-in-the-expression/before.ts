import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity({ schema: 'app' })
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column() a: string;
  @Column({ type: 'text', asExpression: `"a" || 'it''s'`, generatedType: 'STORED' }) b: string;
}
