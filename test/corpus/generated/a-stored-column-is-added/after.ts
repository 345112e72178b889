import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column() a: string;
  @Index() @Column({ type: 'int', nullable: true, asExpression: 'length(a)', generatedType: 'STORED' }) b: number;
}
