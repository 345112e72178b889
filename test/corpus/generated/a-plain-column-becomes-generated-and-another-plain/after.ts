import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column() a: string;
  @Column({ type: 'text' }) b: string;
  @Column({ type: 'text', nullable: true, asExpression: 'lower(a)', generatedType: 'STORED' }) c: string;
}
