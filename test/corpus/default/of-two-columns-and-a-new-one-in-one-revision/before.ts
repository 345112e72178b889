import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column({ default: 'a' }) a: string;
  @Column({ type: 'int', default: 1 }) b: number;
}
