import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Availability {
  @PrimaryColumn() id: number;
  @Column('int4multirange') seats: string;
  @Column('int8multirange') numbers: string;
  @Column('nummultirange') price: string;
  @Column('tsmultirange') local: string;
  @Column('tstzmultirange') during: string;
  @Column({ type: 'datemultirange', nullable: true }) days: string | null;
}

export default defineSet({ shows: 'multirange types', entities: [Availability], sincePostgres: 14 });
