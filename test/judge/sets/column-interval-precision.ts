import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Lap {
  @PrimaryColumn() id: number;
  @Column({ type: 'interval', precision: 3 }) time: string;
  @Column({ type: 'interval', precision: 0, nullable: true }) rounded: string | null;
}

export default defineSet({ shows: 'intervals with a precision', entities: [Lap] });
