import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column({ nullable: true }) a: string;
  @Index() @Column({ default: 1 }) n: number;
}
