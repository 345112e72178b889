import { Entity, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Node {
  @PrimaryGeneratedColumn('increment') id: unknown;
  @ManyToOne(() => Node) parent: Node;
}
