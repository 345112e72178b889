import { Entity, JoinTable, ManyToMany, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Post {
  @PrimaryGeneratedColumn() id: number;
  @ManyToMany(
    () => Tag,
    (tag) => tag.posts,
  )
  @JoinTable()
  tags: Tag[];
}

@Entity()
class Tag {
  @PrimaryGeneratedColumn('uuid') id: string;
  @ManyToMany(
    () => Post,
    (post) => post.tags,
  )
  posts: Post[];
}

export default defineSet({
  shows: 'a many-to-many relation with the join table that TypeORM makes',
  entities: [Post, Tag],
});
