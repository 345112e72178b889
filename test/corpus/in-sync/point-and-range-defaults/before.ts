import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'point', default: '(1,2)' }) value: string;
  @Column({ type: 'int4range', default: '[1,5)' }) other: string;
}
