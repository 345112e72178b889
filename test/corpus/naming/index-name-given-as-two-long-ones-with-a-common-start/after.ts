import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity()
@Index(`${'i'.repeat(62)}a`, ['a'])
@Index(`${'i'.repeat(62)}b`, ['b'])
export class Long {
  @PrimaryColumn() id: number;
  @Column() a: string;
  @Column() b: string;
}
