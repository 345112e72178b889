import {
  Column,
  Entity,
  JoinColumn,
  JoinTable,
  ManyToMany,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
} from 'typeorm';

@Entity()
export class Tag {
  @PrimaryGeneratedColumn() id: number;
  // The other side names the same table, its columns the other way round.
  @ManyToMany(
    () => Post,
    (post: Post) => post.tags,
  )
  @JoinTable({ name: 'post_tag', joinColumn: { name: 'tag_id' }, inverseJoinColumn: { name: 'post_id' } })
  posts: unknown[];
}
@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @ManyToMany(
    () => Tag,
    (tag) => tag.posts,
  )
  @JoinTable({ name: 'post_tag', joinColumn: { name: 'post_id' }, inverseJoinColumn: { name: 'tag_id' } })
  tags: Tag[];
}
@Entity()
export class PostTag {
  @PrimaryColumn() post_id: number;
  @PrimaryColumn() tag_id: number;
  @ManyToOne(() => Post, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'post_id' }) post: Post;
  @ManyToOne(() => Tag, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'tag_id' }) tag: Tag;
  @Column({ default: 0 }) weight: number;
  @Column({ nullable: true }) note: string;
}
