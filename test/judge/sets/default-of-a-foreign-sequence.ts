import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Ticket {
  @PrimaryColumn({ type: 'bigint', default: () => "nextval('ticket_number')" }) id: string;
  @Column({ type: 'int', default: () => "nextval('ticket_number')" }) order: number;
}

export default defineSet({
  shows: 'nextval() of a sequence that belongs to no column',
  entities: [Ticket],
  before: ['CREATE SEQUENCE ticket_number START 1000'],
});
