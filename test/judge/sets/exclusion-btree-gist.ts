import { Column, Entity, Exclusion, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
@Exclusion('USING gist ("room" WITH =, "during" WITH &&) WHERE (NOT "cancelled")')
class Booking {
  @PrimaryGeneratedColumn() id: number;
  @Column() room: number;
  @Column('tsrange') during: string;
  @Column({ default: false }) cancelled: boolean;
}

export default defineSet({
  shows: 'an exclusion constraint without a name, with btree_gist and a predicate',
  entities: [Booking],
});
