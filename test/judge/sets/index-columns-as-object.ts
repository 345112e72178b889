import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
@Index('ix_map', () => ({ at: -1, path: 1 }) as never)
@Index('ix_function', (visit: Visit) => [visit.path, visit.at])
class Visit {
  @PrimaryGeneratedColumn() id: number;
  @Column() path: string;
  @Column() at: Date;
}

export default defineSet({
  shows: 'columns of an index given by functions, with their directions',
  entities: [Visit],
  engineDiffers: 'TypeORM drops the direction that the entity declares',
});
