import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity({ comment: 'two' })
export class Item {
  @PrimaryGeneratedColumn({ comment: 'b' }) id: number;
  @Column({ comment: `\\ line\nnext` }) value: string;
}
