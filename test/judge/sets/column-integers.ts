import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Counter {
  @PrimaryColumn() id: number;
  @Column('smallint') small: number;
  @Column('int2') small2: number;
  @Column('int') plain: number;
  @Column('integer') whole: number;
  @Column('int4') whole4: number;
  @Column('bigint') big: string;
  @Column({ type: 'int8', nullable: true }) big8: string | null;
}

export default defineSet({ shows: 'integers of three sizes and their aliases', entities: [Counter] });
