import { Column, Entity, PrimaryGeneratedColumn, ViewColumn, ViewEntity } from 'typeorm';

@Entity()
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'enum', enum: ['a', 'b'], default: 'a' }) state: string;
  @Column() name: string;
  @Column({ type: 'text', asExpression: 'upper(name)', generatedType: 'STORED', nullable: true, insert: false })
  loud: string;
}
@ViewEntity({ expression: 'SELECT id FROM item' })
export class Line {
  @ViewColumn() id: number;
}
