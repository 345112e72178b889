import { Check, Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

@Entity('item')
@Unique('UQ_item', ['a', 'b'])
@Index('IX_item', ['b'])
@Check('CHK_item', 'n > 0')
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column() a: string;
  @Column({ nullable: true }) b: string;
  @Column({ default: 1 }) n: number;
}
