import { Entity, ManyToOne, OneToMany, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Tag {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne('Post', 'tags', { onDelete: 'SET NULL' }) post: unknown;
}
@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @OneToMany(() => Tag, 'post') tags: Tag[];
}
