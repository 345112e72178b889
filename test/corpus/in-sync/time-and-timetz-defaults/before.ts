import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'time', default: '12:00' }) value: string;
  @Column({ type: 'timetz', default: '12:00+01' }) other: string;
}
