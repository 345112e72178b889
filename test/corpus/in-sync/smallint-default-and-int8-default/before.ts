import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'smallint', default: 3 }) value: number;
  @Column({ type: 'int8', default: 3 }) other: string;
}
