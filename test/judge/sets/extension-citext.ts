import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class User {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'citext', unique: true }) email: string;
  @Column({ type: 'citext', nullable: true, default: 'Nobody' }) name: string | null;
}

export default defineSet({ shows: 'citext columns and the extension that TypeORM installs', entities: [User] });
