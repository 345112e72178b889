import { Column, Entity, Generated, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity({ schema: 'sales' })
class Receipt {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'bigint' }) @Generated('increment') number: string;
}

export default defineSet({ shows: 'sequences in the schema of their table', entities: [Receipt], schemas: ['sales'] });
