import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { defineSet } from '../set';

@Entity()
@Check('ck_name_of_a_check_of_more_than_sixty_three_bytes_which_is_over_the_limit', 'a > 0')
@Unique('uq_name_of_a_unique_of_more_than_sixty_three_bytes_which_is_over_the_limit', ['a', 'b'])
class Named {
  @PrimaryColumn() id: number;
  @Column() a: number;
  @Column() b: number;
}

export default defineSet({
  shows: 'constraints whose names PostgreSQL shortens',
  entities: [Named],
  typeormSelfInconsistent: 'it compares the name it wanted with the one that PostgreSQL shortened',
});
