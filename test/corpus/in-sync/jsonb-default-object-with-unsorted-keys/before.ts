import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'jsonb', default: { zebra: 1, a: 2, bb: 3 } }) value: object;
}
