import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

enum Level {
  Low = 'low',
  High = 'high',
}

@Entity()
class Alarm {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'enum', enum: Level, enumName: 'level' }) level: Level;
}

@Entity()
class Report {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'enum', enum: Level, enumName: 'level', array: true, default: [] }) levels: Level[];
}

export default defineSet({ shows: 'one enum type for two tables, once as an array', entities: [Alarm, Report] });
