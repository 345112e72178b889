import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Folder {
  @PrimaryGeneratedColumn() id: number;
  @Column('ltree') @Index({ spatial: true }) path: string;
}

export default defineSet({
  shows: 'ltree columns, indexed, and the extension that TypeORM installs',
  entities: [Folder],
});
