import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Event {
  @PrimaryColumn() id: number;
  @Column({ type: 'timestamptz', default: () => 'NOW()' }) upper: Date;
  @Column({ type: 'timestamptz', default: () => 'current_timestamp' }) lower: Date;
  @Column({ type: 'timestamptz', default: () => 'Current_Timestamp' }) mixed: Date;
  @Column({ type: 'date', default: () => 'current_date' }) day: string;
}

export default defineSet({ shows: 'the current time in upper, lower and mixed case', entities: [Event] });
