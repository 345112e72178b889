import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Account {
  @PrimaryColumn() id: number;
  @Column({ default: 0 }) zero: number;
  @Column({ default: 42 }) positive: number;
  @Column({ default: -1 }) negative: number;
  @Column({ type: 'bigint', default: -1 }) big: string;
  @Column({ type: 'bigint', default: '9007199254740993' }) exact: string;
  @Column({ type: 'smallint', default: 7 }) small: number;
  @Column({ type: 'numeric', precision: 10, scale: 2, default: -0.5 }) fraction: string;
  @Column({ type: 'real', default: 1.5 }) single: number;
  @Column({ type: 'double precision', default: 2.25 }) double: number;
}

export default defineSet({
  shows: 'numbers as defaults: negative, fractional, larger than a JavaScript number',
  entities: [Account],
});
