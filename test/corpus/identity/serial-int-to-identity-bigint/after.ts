import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Item {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' }) id: string;
  @Column() name: string;
}
