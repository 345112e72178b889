import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'timestamptz', default: '2020-01-01 00:00:00+00' }) value: unknown;
}
