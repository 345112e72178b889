import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity({ comment: 'a' })
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @Column({ nullable: true, comment: 'c' }) title: string;
}
