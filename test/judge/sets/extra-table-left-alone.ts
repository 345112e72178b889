import { Entity, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Managed {
  @PrimaryGeneratedColumn() id: number;
}

export default defineSet({
  shows: 'tables, types and sequences that no entity knows, which nobody touches',
  entities: [Managed],
  before: [
    `CREATE TYPE mood AS ENUM ('sad', 'ok')`,
    'CREATE DOMAIN positive AS integer DEFAULT 1 CHECK (value > 0)',
    'CREATE TABLE journal (id integer GENERATED ALWAYS AS IDENTITY, mood mood, points positive) PARTITION BY LIST (mood)',
    `CREATE TABLE journal_sad PARTITION OF journal FOR VALUES IN ('sad')`,
    'CREATE SEQUENCE free_numbers INCREMENT 5',
  ],
});
