import { Column, Entity, Exclusion, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
@Exclusion('xcl_room', 'USING gist (room WITH =, during WITH &&)')
class Everything {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('citext') text: string;
  @Column('hstore') map: object;
  @Column('ltree') path: string;
  @Column('cube') vector: number[];
  @Column() room: number;
  @Column('tsrange') during: string;
}

export default defineSet({
  shows: 'all extensions that TypeORM installs on its own, in one database',
  entities: [Everything],
});
