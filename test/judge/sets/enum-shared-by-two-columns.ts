import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

enum Weekday {
  Monday = 'mon',
  Tuesday = 'tue',
}

@Entity()
class Shift {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'enum', enum: Weekday, enumName: 'weekday' }) starts: Weekday;
  @Column({ type: 'enum', enum: Weekday, enumName: 'weekday', default: Weekday.Tuesday }) ends: Weekday;
}

export default defineSet({ shows: 'one enum type for two columns', entities: [Shift] });
