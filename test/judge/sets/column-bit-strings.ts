import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Flags {
  @PrimaryColumn() id: number;
  @Column('bit') one: string;
  @Column({ type: 'bit', length: 8 }) byte: string;
  @Column('varbit') some: string;
  @Column({ type: 'varbit', length: 5 }) few: string;
  @Column({ type: 'bit varying', length: 64, nullable: true }) many: string | null;
}

export default defineSet({ shows: 'bit strings with and without a length', entities: [Flags] });
