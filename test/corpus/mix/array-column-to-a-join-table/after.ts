import { Entity, JoinTable, ManyToMany, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @ManyToMany('Tag') @JoinTable() tags: unknown[];
}
@Entity()
export class Tag {
  @PrimaryColumn() name: string;
}
