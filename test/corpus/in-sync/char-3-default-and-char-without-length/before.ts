import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'char', length: 3, default: 'abc' }) value: string;
  @Column({ type: 'char' }) letter: string;
}
