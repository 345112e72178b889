import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Person {
  @PrimaryColumn() id: number;
  @Column() inferred: string;
  @Column('varchar') unlimited: string;
  @Column({ type: 'varchar', length: 1 }) initial: string;
  @Column({ length: 50 }) name: string;
  @Column({ type: 'character varying', length: '255' }) title: string;
  @Column({ type: 'char' }) letter: string;
  @Column({ type: 'char', length: 3 }) currency: string;
  @Column({ type: 'character', length: 10, nullable: true }) code: string | null;
  @Column('text') biography: string;
}

export default defineSet({ shows: 'character types with and without a length', entities: [Person] });
