import { Entity, JoinTable, ManyToMany, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Tag {
  @PrimaryColumn('varchar') id: string;
}
@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @ManyToMany(() => Tag) @JoinTable() tags: Tag[];
}
