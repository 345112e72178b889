import { Column, DeleteDateColumn, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
@Index(['name'], { where: '"deletedAt" IS NULL' })
@Index(['name', 'age'], { unique: true, where: 'age > 18' })
class User {
  @PrimaryGeneratedColumn() id: number;
  @Column() name: string;
  @Column() age: number;
  @DeleteDateColumn() deletedAt: Date | null;
}

export default defineSet({
  shows: 'partial indexes without a name: the two versions of TypeORM hash the predicate differently',
  entities: [User],
});
