import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'numeric', precision: 5, scale: 2, default: -0.5 }) value: unknown;
}
