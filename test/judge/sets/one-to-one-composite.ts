import { Entity, JoinColumn, OneToOne, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Seat {
  @PrimaryColumn() row: number;
  @PrimaryColumn() place: number;
}

@Entity()
class Ticket {
  @PrimaryGeneratedColumn() id: number;
  @OneToOne(() => Seat) @JoinColumn() seat: Seat;
}

export default defineSet({ shows: 'a one-to-one relation to a composite primary key', entities: [Seat, Ticket] });
