import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'inet', default: '10.0.0.1' }) value: string;
  @Column({ type: 'cidr', default: '10.0.0.0/8' }) other: string;
  @Column({ type: 'macaddr', default: '08:00:2b:01:02:03' }) third: string;
}
