import { Entity, JoinTable, ManyToMany, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Tag {
  @PrimaryGeneratedColumn() id: number;
  @ManyToMany('Post', 'tags') posts: unknown[];
}
@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @ManyToMany(() => Tag, 'posts') @JoinTable({ name: 'post_tags' }) tags: Tag[];
}
