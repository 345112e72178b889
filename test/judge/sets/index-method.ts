import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
@Index('ix_tags', ['tags'], { type: 'gin' })
@Index('ix_data', ['data'], { type: 'gin' })
@Index('ix_name', ['name'], { type: 'hash' })
@Index('ix_at', ['at'], { type: 'brin' })
@Index('ix_range', ['range'], { type: 'gist' })
@Index('ix_place', ['place'], { type: 'spgist' })
@Index('ix_plain', ['at', 'name'], { type: 'btree' })
class Record {
  @PrimaryGeneratedColumn() id: number;
  @Column('text', { array: true }) tags: string[];
  @Column('jsonb') data: object;
  @Column() name: string;
  @Column('timestamptz') at: Date;
  @Column('int4range') range: string;
  @Column('point') place: string;
}

export default defineSet({
  shows: 'every index method',
  entities: [Record],
  typeorm: { only: '1', because: '0.3 has no option for the method of an index' },
});
