import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Contract {
  @PrimaryColumn() id: number;
  @Column({ type: 'date', default: '2020-02-29' }) day: string;
  @Column({ type: 'timestamp', default: '2020-01-01 12:00:00' }) moment: Date;
  @Column({ type: 'timestamptz', default: '2020-01-01 00:00:00+00' }) instant: Date;
  @Column({ type: 'time', default: '23:59:59' }) at: string;
}

export default defineSet({ shows: 'dates and times as literal defaults', entities: [Contract] });
