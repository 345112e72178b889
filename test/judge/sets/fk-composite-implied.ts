import { Entity, ManyToOne, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Flight {
  @PrimaryColumn() carrier: string;
  @PrimaryColumn() number: number;
}

@Entity()
class Passenger {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Flight, { nullable: false }) flight: Flight;
}

export default defineSet({ shows: 'a foreign key of two columns that TypeORM names', entities: [Flight, Passenger] });
