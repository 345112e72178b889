import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'app' })
export class Task {
  @PrimaryColumn() id: number;
  @Column({ type: 'enum', enum: ['a', 'b'] }) state: string;
}
