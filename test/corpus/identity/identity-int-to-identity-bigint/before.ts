import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Item {
  @PrimaryGeneratedColumn('identity', { type: 'int' }) id: number;
  @Column() name: string;
}
