import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Host {
  @PrimaryColumn() id: number;
  @Column('inet') address: string;
  @Column('cidr') network: string;
  @Column('macaddr') mac: string;
  @Column({ type: 'macaddr8', nullable: true }) mac8: string | null;
}

export default defineSet({ shows: 'network address types', entities: [Host] });
