import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

@Entity()
@Unique('uq', ['a'])
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column() a: string;
}
