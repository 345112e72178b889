import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { defineSet } from '../set';

@Entity()
@Index('ix_name_of_an_index_of_exactly_sixty_three_bytes_at_the_limit_x', ['a'])
@Unique('uq_name_of_a_constraint_of_exactly_sixty_three_bytes_the_limit_', ['a', 'b'])
@Check('ck_name_of_a_constraint_of_exactly_sixty_three_bytes_the_limit_', 'a > 0')
class Named {
  @PrimaryColumn({ primaryKeyConstraintName: 'pk_name_of_a_constraint_of_exactly_sixty_three_bytes_the_limit_' })
  id: number;
  @Column() a: number;
  @Column() b: number;
}

export default defineSet({ shows: 'constraints and indexes with names of 63 bytes', entities: [Named] });
