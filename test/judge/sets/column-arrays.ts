import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Tagged {
  @PrimaryColumn() id: number;
  @Column('int', { array: true }) numbers: number[];
  @Column('bigint', { array: true, nullable: true }) big: string[] | null;
  @Column('text', { array: true }) tags: string[];
  @Column('varchar', { array: true, length: 20 }) short: string[];
  @Column('char', { array: true, length: 2 }) countries: string[];
  @Column('numeric', { array: true, precision: 10, scale: 2 }) prices: string[];
  @Column('uuid', { array: true }) ids: string[];
  @Column('boolean', { array: true }) answers: boolean[];
  @Column('jsonb', { array: true }) documents: object[];
  @Column('date', { array: true }) days: string[];
}

export default defineSet({ shows: 'arrays of many types, with lengths and precisions', entities: [Tagged] });
