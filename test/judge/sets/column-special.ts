import { CreateDateColumn, DeleteDateColumn, Entity, PrimaryColumn, UpdateDateColumn, VersionColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Audited {
  @PrimaryColumn() id: number;
  @CreateDateColumn() createdAt: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updatedAt: Date;
  @DeleteDateColumn() deletedAt: Date | null;
  @VersionColumn() version: number;
}

export default defineSet({
  shows: 'columns that TypeORM fills: creation, update, deletion, version',
  entities: [Audited],
});
