import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { defineSet } from '../set';

@Entity()
@Unique('uq_position', ['list', 'position'], { deferrable: 'INITIALLY DEFERRED' })
@Unique('uq_label', ['list', 'label'], { deferrable: 'INITIALLY IMMEDIATE' })
class Entry {
  @PrimaryGeneratedColumn() id: number;
  @Column() list: number;
  @Column() position: number;
  @Column() label: string;
}

export default defineSet({ shows: 'deferrable unique constraints', entities: [Entry] });
