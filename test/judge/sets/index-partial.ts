import { Column, DeleteDateColumn, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
@Index('ix_active', ['name'], { where: '"deletedAt" IS NULL' })
@Index('ux_active', ['email'], { unique: true, where: '"deletedAt" IS NULL AND status = \'active\'' })
@Index('ix_list', ['status'], { where: "status IN ('a', 'b')" })
class User {
  @PrimaryGeneratedColumn() id: number;
  @Column() name: string;
  @Column() email: string;
  @Column() status: string;
  @DeleteDateColumn() deletedAt: Date | null;
}

export default defineSet({
  shows: 'partial indexes with predicates that PostgreSQL prints otherwise',
  entities: [User],
});
