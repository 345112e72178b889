import { EntitySchema } from 'typeorm';
import { defineSet } from '../set';

interface Author {
  id: number;
  name: string;
}

interface Book {
  id: number;
  title: string;
  author: Author;
}

const authors = new EntitySchema<Author>({
  name: 'Author',
  tableName: 'author',
  columns: {
    id: { type: 'int', primary: true, generated: 'increment' },
    name: { type: 'varchar', length: 40, comment: 'full name' },
  },
  uniques: [{ name: 'uq_author_name', columns: ['name'] }],
});

const books = new EntitySchema<Book>({
  name: 'Book',
  tableName: 'book',
  columns: {
    id: { type: 'int', primary: true, generated: 'increment' },
    title: { type: 'text', default: 'untitled' },
  },
  relations: {
    author: { type: 'many-to-one', target: 'Author', onDelete: 'CASCADE', joinColumn: { name: 'author_id' } },
  },
  indices: [{ name: 'ix_title', columns: ['title'], where: "title <> ''" }],
  checks: [{ name: 'chk_title', expression: 'length(title) < 200' }],
});

export default defineSet({ shows: 'entities without classes: EntitySchema', entities: [authors, books] });
