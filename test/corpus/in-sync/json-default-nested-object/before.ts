import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'json', default: { a: { b: [1, 'two', null, true] }, "it's": 1 } }) value: object;
}
