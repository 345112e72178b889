import { CreateDateColumn, DeleteDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class AuditedToTheSecond {
  @PrimaryColumn() id: number;
  @CreateDateColumn({ type: 'timestamptz', precision: 0, default: () => 'CURRENT_TIMESTAMP(0)' }) createdAt: Date;
  @UpdateDateColumn({ type: 'timestamp', precision: 3, name: 'updated_at' }) updatedAt: Date;
  @DeleteDateColumn({ type: 'timestamptz', nullable: true }) deletedAt: Date | null;
}

export default defineSet({
  shows: 'creation and update dates with precision, default and name of their own',
  entities: [AuditedToTheSecond],
});
