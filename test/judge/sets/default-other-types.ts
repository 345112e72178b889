import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Mixed {
  @PrimaryColumn() id: number;
  @Column({ type: 'inet', default: '127.0.0.1' }) address: string;
  @Column({ type: 'uuid', default: '00000000-0000-0000-0000-000000000000' }) nil: string;
  @Column({ type: 'point', default: '(0,0)' }) origin: string;
  @Column({ type: 'int4range', default: '[1,5)' }) range: string;
  @Column({ type: 'varbit', length: 8, default: '101' }) bits: string;
  @Column({ type: 'tsvector', default: '' }) words: string;
}

export default defineSet({ shows: 'literal defaults of rarer types', entities: [Mixed] });
