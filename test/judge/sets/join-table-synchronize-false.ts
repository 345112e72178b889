import { Entity, JoinTable, ManyToMany, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Post {
  @PrimaryGeneratedColumn() id: number;
  @ManyToMany(() => Tag) @JoinTable({ name: 'post_tags', synchronize: false }) tags: Tag[];
}

@Entity()
class Tag {
  @PrimaryGeneratedColumn() id: number;
}

export default defineSet({ shows: 'a join table that the entities do not manage', entities: [Post, Tag] });
