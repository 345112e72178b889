import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Calendar {
  @PrimaryColumn() id: number;
  @Column('timestamptz', { array: true }) instants: Date[];
  @Column('timestamp', { array: true, precision: 3, nullable: true }) moments: Date[] | null;
}

export default defineSet({
  shows: 'arrays of timestamps, with a precision',
  entities: [Calendar],
  typeormSelfInconsistent: 'it reads no precision from an array',
});
