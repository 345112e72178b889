import { Entity, JoinColumn, ManyToOne, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Cell {
  @PrimaryColumn() a: number;
  @PrimaryColumn() b: number;
}

@Entity()
class Mark {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Cell)
  @JoinColumn([
    { name: 'cell_b', referencedColumnName: 'b' },
    { name: 'cell_a', referencedColumnName: 'a' },
  ])
  cell: Cell;
}

export default defineSet({
  shows: 'a composite foreign key in another order than the key: the two versions of TypeORM print it differently',
  entities: [Cell, Mark],
});
