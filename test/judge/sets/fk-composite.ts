import { Entity, JoinColumn, ManyToOne, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Flight {
  @PrimaryColumn() carrier: string;
  @PrimaryColumn() number: number;
}

@Entity()
class Passenger {
  @PrimaryGeneratedColumn() id: number;

  @ManyToOne(() => Flight, { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'flight_carrier', referencedColumnName: 'carrier' },
    { name: 'flight_number', referencedColumnName: 'number' },
  ])
  flight: Flight;
}

export default defineSet({ shows: 'a foreign key of two columns', entities: [Flight, Passenger] });
