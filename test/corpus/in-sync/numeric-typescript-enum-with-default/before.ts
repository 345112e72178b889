import { Column, Entity, PrimaryColumn } from 'typeorm';

enum Level {
  Low,
  High = 5,
}
@Entity()
export class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'enum', enum: Level, default: Level.High }) level: Level;
}
