import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Ticket {
  @PrimaryColumn({ type: 'int', default: () => "nextval('tickets')" }) id: string;
  @Column({ type: 'date', default: () => 'CURRENT_DATE' }) day: unknown;
}
