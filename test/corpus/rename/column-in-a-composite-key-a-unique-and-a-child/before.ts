import { Column, Entity, ManyToOne, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';

@Entity()
@Unique(['row', 'hall'])
export class Seat {
  @PrimaryColumn() row: number;
  @PrimaryColumn() place: number;
  @Column() hall: number;
}
@Entity()
export class Ticket {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Seat) seat: Seat;
}
