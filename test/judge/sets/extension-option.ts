import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
@Index('ix_tags', ['tags'], { type: 'gin' })
class Search {
  @PrimaryGeneratedColumn() id: number;
  @Column('text', { array: true }) tags: string[];
}

export default defineSet({
  shows: 'extensions that the DataSource asks for',
  entities: [Search],
  options: { extensions: ['pg_trgm', 'unaccent'] },
  typeorm: { only: '1', because: '0.3 has no option for extensions' },
});
