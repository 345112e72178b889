import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Competitor {
  @PrimaryGeneratedColumn() id: number;
  @Column() @Unique('uq_competitor_rank', ['rank'], { deferrable: 'INITIALLY DEFERRED' }) rank: number;
  @Column() @Unique('uq_competitor_start', []) start: number;
}

export default defineSet({ shows: 'unique constraints written at the property', entities: [Competitor] });
