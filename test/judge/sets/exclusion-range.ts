import { Column, Entity, Exclusion, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
@Exclusion('xcl_during', 'USING gist ("during" WITH &&)')
class Booking {
  @PrimaryGeneratedColumn() id: number;
  @Column('tstzrange') during: string;
}

export default defineSet({ shows: 'an exclusion constraint on a range', entities: [Booking] });
