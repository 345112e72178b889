import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity('table_of_a_length_that_leaves_no_room_for_more_of_it')
class Long {
  @PrimaryColumn() id: number;
  @Column({ type: 'enum', enum: ['a', 'b'] }) letter: string;
}

export default defineSet({
  shows: 'an enum whose name PostgreSQL shortens',
  entities: [Long],
  typeormSelfInconsistent: 'it compares the name it wanted with the one that PostgreSQL shortened',
});
