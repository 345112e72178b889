import { Entity, ManyToOne, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Seat {
  @PrimaryColumn() row: number;
  @PrimaryColumn() place: number;
}
@Entity()
export class Ticket {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Seat) seat: Seat;
}
