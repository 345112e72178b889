import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Visit {
  @PrimaryGeneratedColumn() id: number;
  @Column() @Index('ix_path', { concurrent: true }) path: string;
}

export default defineSet({
  shows: 'an index made without locking the table, which no transaction allows',
  entities: [Visit],
  options: { migrationsTransactionMode: 'none' },
});
