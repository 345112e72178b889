import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
@Check('chk', 'n > 0')
export class One {
  @PrimaryColumn() id: number;
  @Column() n: number;
}
