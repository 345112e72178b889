import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'timestamptz', default: '2020-01-01 00:00:00+00' }) value: Date;
}
