import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column({ default: 'b' }) a: string;
  @Column({ type: 'int' }) b: number;
  @Column({ type: 'int', default: 7 }) c: number;
}
