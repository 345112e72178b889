import { Entity, JoinTable, ManyToMany, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Author {
  @PrimaryGeneratedColumn({ comment: 'number of the author' }) id: number;
}

@Entity()
class Book {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Author) author: Author;
  @ManyToMany(() => Author) @JoinTable() editors: Author[];
}

export default defineSet({
  shows: 'the comment of a primary key, copied to the columns that refer to it',
  entities: [Author, Book],
});
