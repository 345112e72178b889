import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Tag {
  @PrimaryGeneratedColumn() id: number;
}
@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number;
}
@Entity()
export class PostTag {
  @PrimaryColumn() post_id: number;
  @PrimaryColumn() tag_id: number;
  @ManyToOne(() => Post, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'post_id' })
  @Index()
  post: Post;
  @ManyToOne(() => Tag, { onDelete: 'CASCADE', onUpdate: 'CASCADE' }) @JoinColumn({ name: 'tag_id' }) @Index() tag: Tag;
  @Column({ default: 0 }) weight: number;
}
