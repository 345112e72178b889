import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity('table_of_a_length_that_leaves_no_room_for_more_of_a')
class Long {
  @PrimaryColumn() id: number;
  @Column({ type: 'enum', enum: ['a', 'b'] }) letter: string;
}

export default defineSet({ shows: 'an enum whose name has exactly 63 bytes', entities: [Long] });
