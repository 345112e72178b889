import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity()
@Index(`${'i'.repeat(62)}a`, ['a'])
export class Long {
  @PrimaryColumn() id: number;
  @Column() a: string;
  @Column() b: string;
}
