import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Appointment {
  @PrimaryColumn() id: number;
  @Column() inferred: Date;
  @Column('date') day: string;
  @Column('time') at: string;
  @Column({ type: 'time', precision: 3 }) atMilliseconds: string;
  @Column('timetz') atZone: string;
  @Column({ type: 'time with time zone', precision: 0 }) atZoneSeconds: string;
  @Column('timestamp') moment: Date;
  @Column({ type: 'timestamp', precision: 0 }) momentSeconds: Date;
  @Column({ type: 'timestamp without time zone', precision: 3 }) momentMilliseconds: Date;
  @Column('timestamptz') instant: Date;
  @Column({ type: 'timestamptz', precision: 6 }) instantMicroseconds: Date;
  @Column({ type: 'timestamp with time zone', precision: 3, nullable: true }) instantMilliseconds: Date | null;
  @Column('interval') duration: string;
}

export default defineSet({
  shows: 'dates and times, with and without zone, in several precisions',
  entities: [Appointment],
});
