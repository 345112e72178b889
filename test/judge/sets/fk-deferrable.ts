import { Entity, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Account {
  @PrimaryGeneratedColumn() id: number;
}

@Entity()
class Transfer {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Account, { deferrable: 'INITIALLY DEFERRED' }) source: Account;
  @ManyToOne(() => Account, { deferrable: 'INITIALLY IMMEDIATE', onDelete: 'CASCADE' }) target: Account;
}

export default defineSet({ shows: 'deferrable foreign keys', entities: [Account, Transfer] });
