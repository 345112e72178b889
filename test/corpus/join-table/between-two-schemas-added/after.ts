import { Entity, JoinTable, ManyToMany, PrimaryGeneratedColumn } from 'typeorm';

@Entity({ schema: 'a' })
export class Tag {
  @PrimaryGeneratedColumn() id: number;
}
@Entity({ schema: 'b' })
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @ManyToMany(() => Tag) @JoinTable() tags: Tag[];
}
