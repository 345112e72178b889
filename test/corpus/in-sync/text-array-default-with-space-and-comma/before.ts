import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'text', array: true, default: ['a b', 'c,d'] }) value: string[];
}
