import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'money', default: 1.5 }) value: string;
  @Column({ type: 'bit', length: 3, default: () => "B'101'" }) other: string;
}
