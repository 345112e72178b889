import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'bigint' }) a: number;
  @Column({ type: 'bigint', asExpression: 'a * 2', generatedType: 'STORED' }) b: string;
}
