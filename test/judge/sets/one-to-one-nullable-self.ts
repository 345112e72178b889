import { Entity, JoinColumn, OneToOne, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Step {
  @PrimaryGeneratedColumn() id: number;
  @OneToOne(
    () => Step,
    (step) => step.previous,
    { nullable: true },
  )
  @JoinColumn({ name: 'next_id' })
  next: Step | null;
  @OneToOne(
    () => Step,
    (step) => step.next,
  )
  previous: Step | null;
}

export default defineSet({ shows: 'a one-to-one relation of a table to itself', entities: [Step] });
