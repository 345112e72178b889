import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity('post')
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @Column({ name: 'title' }) title: string;
  @ManyToOne('Author') @JoinColumn({ name: 'author_id' }) author: unknown;
}
@Entity('author')
export class Author {
  @PrimaryGeneratedColumn() id: number;
}
