import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

@Entity()
@Unique('uq', ['a', 'b'])
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column() a: string;
  @Column() b: string;
}
