import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Task {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'enum', enum: ['a', "it's", 'a,b', '日本', '"q"', 'a b'] }) state: string;
}
