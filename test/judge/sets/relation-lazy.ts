import { Entity, ManyToOne, OneToMany, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Author {
  @PrimaryGeneratedColumn() id: number;
  @OneToMany(
    () => Book,
    (book) => book.author,
  )
  books: Promise<Book[]>;
}

@Entity()
class Book {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(
    () => Author,
    (author) => author.books,
    { lazy: true, eager: false },
  )
  author: Promise<Author>;
}

export default defineSet({ shows: 'lazy relations', entities: [Author, Book] });
