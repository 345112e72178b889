import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class User {
  @PrimaryGeneratedColumn() id: number;
  @Column({ unique: true }) email: string;
  @Column({ unique: true, nullable: true }) phone: string;
}

export default defineSet({ shows: 'unique columns', entities: [User] });
