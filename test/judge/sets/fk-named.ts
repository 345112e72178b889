import { Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Author {
  @PrimaryGeneratedColumn() id: number;
}

@Entity()
class Book {
  @PrimaryGeneratedColumn() id: number;

  @ManyToOne(() => Author)
  @JoinColumn({ name: 'author_id', foreignKeyConstraintName: 'fk_book_author' })
  author: Author;

  @ManyToOne(() => Author, { nullable: true })
  @JoinColumn({ name: 'editorId', foreignKeyConstraintName: 'FK Book Editor' })
  editor: Author | null;
}

export default defineSet({ shows: 'foreign keys with names of their own', entities: [Author, Book] });
