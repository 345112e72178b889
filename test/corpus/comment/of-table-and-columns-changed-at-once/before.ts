import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity({ comment: 'one' })
export class Item {
  @PrimaryGeneratedColumn({ comment: 'a' }) id: number;
  @Column({ comment: `"x"` }) value: string;
}
