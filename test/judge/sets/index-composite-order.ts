import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
@Index(['b', 'a'])
@Index('ix_a_b', ['a', 'b'])
@Index('ix_c_b_a', ['c', 'b', 'a'], { unique: true })
class Triple {
  @PrimaryGeneratedColumn() id: number;
  @Column() a: number;
  @Column() b: number;
  @Column() c: number;
}

export default defineSet({ shows: 'indexes on several columns, in the order given', entities: [Triple] });
