import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Page {
  @PrimaryColumn() id: number;
  @Column('tsvector') words: string;
  @Column({ type: 'tsquery', nullable: true }) query: string | null;
}

export default defineSet({ shows: 'text search types', entities: [Page] });
