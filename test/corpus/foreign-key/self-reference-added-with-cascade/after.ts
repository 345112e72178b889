import { Entity, Index, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Node {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Node, { onDelete: 'CASCADE' }) @Index() parent: Node;
}
