import { Entity, JoinTable, ManyToMany, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Flight {
  @PrimaryColumn() carrier: string;
  @PrimaryColumn() number: number;
  @ManyToMany(() => Crew) @JoinTable() crews: Crew[];
}

@Entity()
class Crew {
  @PrimaryColumn() base: string;
  @PrimaryColumn() team: number;
}

export default defineSet({ shows: 'a join table between composite primary keys', entities: [Flight, Crew] });
