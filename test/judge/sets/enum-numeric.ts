import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

enum Priority {
  Low,
  Normal,
  High = 10,
}

@Entity()
class Task {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'enum', enum: Priority }) priority: Priority;
  @Column({ type: 'enum', enum: Priority, default: Priority.Normal }) withDefault: Priority;
}

export default defineSet({ shows: 'numeric TypeScript enums, whose labels are digits', entities: [Task] });
