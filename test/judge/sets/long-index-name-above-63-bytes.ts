import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
@Index('ix_name_of_an_index_of_more_than_sixty_three_bytes_which_is_over_the_limit', ['a'])
class Named {
  @PrimaryColumn() id: number;
  @Column() a: number;
}

export default defineSet({
  shows: 'an index whose name PostgreSQL shortens',
  entities: [Named],
  typeormSelfInconsistent: 'it compares the name it wanted with the one that PostgreSQL shortened',
});
