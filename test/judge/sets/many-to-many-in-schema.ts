import { Entity, JoinTable, ManyToMany, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity({ schema: 'library' })
class Book {
  @PrimaryGeneratedColumn() id: number;
  @ManyToMany(() => Writer) @JoinTable() writers: Writer[];
  @ManyToMany(() => Writer) @JoinTable({ name: 'book_translators', schema: 'links' }) translators: Writer[];
}

@Entity({ schema: 'people' })
class Writer {
  @PrimaryGeneratedColumn() id: number;
}

export default defineSet({
  shows: 'join tables in the schema of the owner and in one of their own',
  entities: [Book, Writer],
  schemas: ['library', 'people', 'links'],
});
