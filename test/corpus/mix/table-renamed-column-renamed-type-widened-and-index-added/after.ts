import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity('article')
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @Column({ length: 80 }) headline: string;
  @Index() @Column({ type: 'int', nullable: true }) rank: number;
}
@Entity()
export class Comment {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Post, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'post' }) post: Post;
}
