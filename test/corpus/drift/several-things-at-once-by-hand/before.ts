import { Check, Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
@Check('chk', 'n > 0')
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column({ comment: 'text' }) a: string;
  @Column({ default: 1 }) n: number;
}
