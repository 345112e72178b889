import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'varchar', default: () => "lpad('7', 3, '0')" }) value: unknown;
}
