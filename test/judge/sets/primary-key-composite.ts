import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Seat {
  @PrimaryColumn() row: number;
  @PrimaryColumn() hall: string;
  @PrimaryColumn('date') day: string;
  @Column() taken: boolean;
}

export default defineSet({ shows: 'a composite primary key', entities: [Seat] });
