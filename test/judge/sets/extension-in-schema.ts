import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity({ schema: 'app' })
class User {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('citext') email: string;
}

export default defineSet({
  shows: 'extensions used by a table in another schema',
  entities: [User],
  schemas: ['app'],
});
