import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Ticket {
  @PrimaryColumn({ type: 'bigint', default: () => "nextval('tickets')" }) id: string;
  @Column({ type: 'timestamptz', default: () => 'now()' }) day: unknown;
}
