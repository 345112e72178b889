import { Column, Entity, Exclusion, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity({ schema: 'app' })
class Booking {
  @PrimaryGeneratedColumn() id: number;
  @Column('daterange') @Exclusion('xcl_booking', 'USING gist ("during" WITH &&)') during: string;
}

export default defineSet({
  shows: 'an exclusion constraint written at the property, in another schema',
  entities: [Booking],
  schemas: ['app'],
});
