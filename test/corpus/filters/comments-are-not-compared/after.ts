import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity({ comment: 'b' })
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @Column({ nullable: true, comment: 'd' }) title: string;
}
