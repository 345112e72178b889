import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Item {
  @PrimaryGeneratedColumn({ name: 'item_id' }) id: number;
  @Column() name: string;
}
