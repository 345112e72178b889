import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Word {
  @PrimaryColumn() id: number;
  @Column({ type: 'text', collation: 'C' }) bytes: string;
  @Column({ type: 'varchar', collation: 'POSIX' }) posix: string;
  @Column({ type: 'varchar', length: 20, collation: 'C' }) short: string;
  @Column({ type: 'text', collation: 'en-x-icu', nullable: true }) english: string | null;
  @Column('text') plain: string;
}

export default defineSet({ shows: 'collations, of the C library and of ICU', entities: [Word] });
