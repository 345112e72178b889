import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Task {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'enum', enum: ['low', 'high'], default: 'low', comment: "it's new" }) level: string;
}
