import { Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Country {
  @PrimaryColumn({ type: 'char', length: 2 }) code: string;
}

@Entity()
class Word {
  @PrimaryColumn('text') word: string;
}

@Entity()
class Day {
  @PrimaryColumn('date') day: string;
}

@Entity()
class Instant {
  @PrimaryColumn({ type: 'timestamptz', precision: 3 }) at: Date;
}

export default defineSet({ shows: 'primary keys that are no numbers', entities: [Country, Word, Day, Instant] });
