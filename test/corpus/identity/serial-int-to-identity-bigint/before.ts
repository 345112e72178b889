import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Item {
  @PrimaryGeneratedColumn('increment', { type: 'int' }) id: string;
  @Column() name: string;
}
