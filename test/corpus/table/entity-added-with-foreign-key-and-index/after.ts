import { Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number;
}
@Entity()
export class Vote {
  @PrimaryGeneratedColumn() id: number;
  @Index() @Column() way: number;
  @ManyToOne(() => Post, { nullable: false, onDelete: 'CASCADE' }) post: Post;
}
