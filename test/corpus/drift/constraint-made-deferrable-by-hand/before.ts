import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

@Entity()
@Unique('uq', ['a'])
export class One {
  @PrimaryColumn() id: number;
  @Column() a: string;
}
