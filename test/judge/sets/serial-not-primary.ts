import { Column, Entity, Generated, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Order {
  @PrimaryColumn('uuid') id: string;
  @Column() @Generated('increment') number: number;
  @Column({ type: 'bigint', name: 'journal_number' }) @Generated() journal: string;
}

export default defineSet({ shows: 'serial columns that are no primary key, and their sequences', entities: [Order] });
