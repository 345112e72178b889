import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity('a_table_name_of_more_than_sixty_three_bytes_which_is_over_the_limit')
class Long {
  @PrimaryColumn() id: number;
  @Column() value: string;
}

export default defineSet({
  shows: 'a table whose name PostgreSQL shortens',
  entities: [Long],
  typeormSelfInconsistent: 'it compares the name it wanted with the one that PostgreSQL shortened',
});
