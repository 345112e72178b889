import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity()
@Index('ix', ['a'])
export class One {
  @PrimaryColumn() id: number;
  @Column() a: string;
  @Column() b: string;
}
