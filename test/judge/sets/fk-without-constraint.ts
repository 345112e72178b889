import { Entity, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Source {
  @PrimaryGeneratedColumn() id: number;
}

@Entity()
class LogLine {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Source, { createForeignKeyConstraints: false }) source: Source;
}

export default defineSet({ shows: 'a relation without a foreign key', entities: [Source, LogLine] });
