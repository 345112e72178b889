import { Column, Entity, Exclusion, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
@Exclusion('xcl_deferred', 'USING gist ("during" WITH &&)', { deferrable: 'INITIALLY DEFERRED' })
@Exclusion('xcl_immediate', 'USING gist ("seats" WITH &&)', { deferrable: 'INITIALLY IMMEDIATE' })
class Booking {
  @PrimaryGeneratedColumn() id: number;
  @Column('daterange') during: string;
  @Column('int4range') seats: string;
}

export default defineSet({
  shows: 'deferrable exclusion constraints',
  entities: [Booking],
  typeorm: { only: '1', because: '0.3 has no options for exclusions' },
});
