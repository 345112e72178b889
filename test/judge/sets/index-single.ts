import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class User {
  @PrimaryGeneratedColumn() id: number;
  @Column() @Index() name: string;
  @Column() @Index('ix_email') email: string;
  @Column() @Index({ unique: true }) login: string;
  @Column() @Index('Ux Phone', { unique: true }) phone: string;
}

export default defineSet({ shows: 'indexes and unique indexes on one column, named and unnamed', entities: [User] });
