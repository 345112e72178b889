import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Task {
  @PrimaryGeneratedColumn() id: number;
  @Index() @Column({ type: 'enum', enum: ['open', 'done'], default: 'done' }) status: string;
}
