import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'enum', enum: ['a b', 'c,d', 'e'], array: true, default: () => `'{"a b","c,d"}'` }) value: string[];
}
