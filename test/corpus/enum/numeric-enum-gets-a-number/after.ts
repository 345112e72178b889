import { Column, Entity, PrimaryColumn } from 'typeorm';

enum Level {
  Low,
  High,
  Top = 9,
}
@Entity()
export class Task {
  @PrimaryColumn() id: number;
  @Column({ type: 'enum', enum: Level, default: Level.Low }) level: Level;
}
