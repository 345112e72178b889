import { Entity, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Node {
  @PrimaryGeneratedColumn('uuid') id: unknown;
  @ManyToOne(() => Node) parent: Node;
}
