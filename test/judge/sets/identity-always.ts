import { Entity, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Ledger {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
}

export default defineSet({ shows: 'GENERATED ALWAYS AS IDENTITY', entities: [Ledger] });
