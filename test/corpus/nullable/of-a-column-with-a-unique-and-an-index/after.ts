import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
@Index(['value', 'other'])
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'varchar', unique: true, nullable: true }) value: string;
  @Column() other: number;
}
