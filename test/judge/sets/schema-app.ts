import { Check, Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity({ schema: 'app' })
class Author {
  @PrimaryGeneratedColumn() id: number;
  @Column({ unique: true }) email: string;
}

@Entity({ schema: 'app' })
@Index(['title', 'year'])
@Check('chk_year', 'year > 1450')
class Article {
  @PrimaryGeneratedColumn() id: number;
  @Column() title: string;
  @Column() year: number;
  @Column({ type: 'enum', enum: ['draft', 'done'], default: 'draft' }) status: string;
  @ManyToOne(() => Author, { onDelete: 'CASCADE' }) author: Author;
}

export default defineSet({
  shows: 'a schema other than public with sequence, unique, index, check, enum and foreign key',
  entities: [Author, Article],
  schemas: ['app'],
});
