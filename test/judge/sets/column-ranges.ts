import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Booking {
  @PrimaryColumn() id: number;
  @Column('int4range') seats: string;
  @Column('int8range') numbers: string;
  @Column('numrange') price: string;
  @Column('tsrange') local: string;
  @Column('tstzrange') during: string;
  @Column({ type: 'daterange', nullable: true }) days: string | null;
}

export default defineSet({ shows: 'range types', entities: [Booking] });
