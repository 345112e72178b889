import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Reminder {
  @PrimaryColumn() id: number;
  @Column({ type: 'interval', default: '1 day' }) every: string;
  @Column({ type: 'interval', default: '02:00:00', nullable: true }) before: string | null;
}

export default defineSet({ shows: 'intervals as defaults', entities: [Reminder] });
