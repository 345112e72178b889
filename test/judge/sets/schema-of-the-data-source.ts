import { Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class User {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'enum', enum: ['a', 'b'] }) letter: string;
  @Column() @Index() name: string;
}

@Entity({ schema: 'public' })
class Shared {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => User) user: User;
}

export default defineSet({
  shows: 'the schema named by the DataSource, for every entity that names none',
  entities: [User, Shared],
  schemas: ['tenant'],
  options: { schema: 'tenant' },
});
