import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity('a_table_with_a_rather_long_name_but_short_enough')
class LongNamed {
  @PrimaryColumn() id: number;
  @Column({ name: 'a_column_name_of_exactly_sixty_three_bytes_which_is_the_limit_x' }) limit: string;
  @Column({ name: 'another_column_name_that_is_long_but_not_over_the_limit_at_all' }) @Index() other: string;
}

@Entity('a_table_name_of_exactly_sixty_three_bytes_which_is_the_limit_xx')
class Limit {
  @PrimaryColumn() id: number;
  @ManyToOne(() => LongNamed)
  @JoinColumn({ name: 'a_join_column_name_of_exactly_sixty_three_bytes_at_the_limit_xx' })
  far: LongNamed;
}

export default defineSet({
  shows: 'names of 63 bytes, the longest that PostgreSQL keeps',
  entities: [LongNamed, Limit],
});
