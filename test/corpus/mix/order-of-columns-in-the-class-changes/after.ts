import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Item {
  @Column() c: string;
  @Column() b: string;
  @PrimaryGeneratedColumn() id: number;
  @Column() a: string;
}
