import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
@Index('ix', ['a'], { where: "a <> ''" })
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column() a: string;
}
