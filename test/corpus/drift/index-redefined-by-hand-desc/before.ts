import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
@Index('ix', ['a'])
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column() a: string;
}
