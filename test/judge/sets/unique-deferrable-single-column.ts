import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { defineSet } from '../set';

@Entity()
@Unique('uq_rank', ['rank'], { deferrable: 'INITIALLY DEFERRED' })
class Competitor {
  @PrimaryGeneratedColumn() id: number;
  @Column() rank: number;
}

export default defineSet({ shows: 'a deferrable unique constraint on one column', entities: [Competitor] });
