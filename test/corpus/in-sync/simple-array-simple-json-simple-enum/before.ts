import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Quirk {
  @PrimaryColumn() id: number;
  @Column('simple-array') list: string[];
  @Column('simple-json') doc: object;
  @Column({ type: 'simple-enum', enum: ['a', 'b'] }) kind: string;
}
