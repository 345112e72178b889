import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'time', default: '12:00' }) value: unknown;
}
