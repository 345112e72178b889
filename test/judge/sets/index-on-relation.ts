import { Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Author {
  @PrimaryGeneratedColumn() id: number;
}

@Entity()
@Index(['author', 'year'])
class Book {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Author) @Index() author: Author;
  @Column() year: number;
}

export default defineSet({ shows: 'indexes on the join column of a relation', entities: [Author, Book] });
