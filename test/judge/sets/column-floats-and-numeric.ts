import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Measurement {
  @PrimaryColumn() id: number;
  @Column('real') single: number;
  @Column('float4') single4: number;
  @Column('float') plain: number;
  @Column('float8') double8: number;
  @Column('double precision') double: number;
  @Column('numeric') free: string;
  @Column('decimal') decimal: string;
  @Column({ type: 'numeric', precision: 10 }) rounded: string;
  @Column({ type: 'numeric', precision: 10, scale: 2 }) price: string;
  @Column({ type: 'decimal', precision: 38, scale: 18, nullable: true }) coin: string | null;
  @Column('money') cash: string;
}

export default defineSet({
  shows: 'floating and fixed point numbers with precision and scale',
  entities: [Measurement],
});
