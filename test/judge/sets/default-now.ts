import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Event {
  @PrimaryColumn() id: number;
  @Column({ type: 'timestamptz', default: () => 'now()' }) now: Date;
  @Column({ type: 'timestamp', default: () => 'CURRENT_TIMESTAMP' }) current: Date;
  @Column({ type: 'timestamp', precision: 3, default: () => 'CURRENT_TIMESTAMP(3)' }) currentMilliseconds: Date;
  @Column({ type: 'timestamp', default: () => 'LOCALTIMESTAMP' }) local: Date;
  @Column({ type: 'timestamp', default: () => "timezone('utc', now())" }) utc: Date;
  @Column({ type: 'date', default: () => 'CURRENT_DATE' }) day: string;
  @Column({ type: 'date', default: () => 'now()' }) dayOfNow: string;
  @Column({ type: 'time', default: () => 'LOCALTIME' }) at: string;
}

export default defineSet({ shows: 'the current time as a default, in many spellings', entities: [Event] });
