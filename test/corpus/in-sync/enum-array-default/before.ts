import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'enum', enum: ['a', 'b'], array: true, default: ['a'] }) value: string[];
}
