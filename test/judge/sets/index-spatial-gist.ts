import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Reservation {
  @PrimaryGeneratedColumn() id: number;
  @Column('tstzrange') @Index({ spatial: true }) during: string;
  @Column('int4range') @Index('ix_seats', { spatial: true }) seats: string;
  @Column('point') @Index({ spatial: true }) place: string;
}

export default defineSet({ shows: 'GiST indexes on ranges and points', entities: [Reservation] });
