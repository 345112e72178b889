import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Item {
  @PrimaryGeneratedColumn({ type: 'bigint' }) id: number;
  @Column() name: string;
}
