import { Column, Entity, ManyToOne, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';

@Entity()
@Unique(['line', 'hall'])
export class Seat {
  @PrimaryColumn() line: number;
  @PrimaryColumn() place: number;
  @Column() hall: number;
}
@Entity()
export class Ticket {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Seat) seat: Seat;
}
