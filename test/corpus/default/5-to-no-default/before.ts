import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'int', default: 5 }) value: unknown;
}
