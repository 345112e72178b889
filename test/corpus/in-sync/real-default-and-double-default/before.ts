import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'real', default: 0.1 }) value: number;
  @Column({ type: 'float8', default: 0.1 }) other: number;
}
