import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity('post')
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @Column({ length: 50 }) title: string;
  @Column({ nullable: true }) old: string;
}
@Entity()
export class Comment {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Post, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'post' }) post: Post;
}
