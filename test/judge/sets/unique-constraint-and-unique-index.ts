import { Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { defineSet } from '../set';

@Entity()
@Index(['email'], { unique: true })
@Index('uix_both', ['email', 'name'], { unique: true })
@Unique(['name', 'email'])
class User {
  @PrimaryGeneratedColumn() id: number;
  @Column({ unique: true }) email: string;
  @Column() name: string;
}

export default defineSet({ shows: 'unique constraints and unique indexes on the same columns', entities: [User] });
