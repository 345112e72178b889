import { Entity, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Row {
  @PrimaryGeneratedColumn('rowid') id: string;
}

export default defineSet({ shows: "the strategy rowid, which is CockroachDB's", entities: [Row] });
