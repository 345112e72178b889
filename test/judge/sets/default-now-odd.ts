import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Event {
  @PrimaryColumn() id: number;
  @Column({ type: 'timestamptz', default: () => 'clock_timestamp()' }) clock: Date;
  @Column({ type: 'timestamptz', default: () => 'transaction_timestamp()' }) transaction: Date;
  @Column({ type: 'bigint', default: () => '(EXTRACT(EPOCH FROM now()) * 1000)::bigint' }) epoch: string;
}

export default defineSet({
  shows: 'other clocks',
  entities: [Event],
  typeormSelfInconsistent: 'it compares the expression as text',
});
