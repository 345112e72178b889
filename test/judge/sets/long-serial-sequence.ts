import { Entity, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity('a_table_whose_sequence_name_is_too_long')
class LongSerial {
  @PrimaryGeneratedColumn({ name: 'identifier_of_the_table_row' }) id: number;
}

export default defineSet({
  shows: 'a sequence whose name PostgreSQL shortens',
  entities: [LongSerial],
  typeormSelfInconsistent: 'it shortens the name of the sequence otherwise than PostgreSQL',
});
