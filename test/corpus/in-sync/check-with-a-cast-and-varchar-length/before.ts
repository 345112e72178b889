import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
@Check(`"code" = 'x' OR "code" LIKE 'a%'`)
export class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'varchar', length: 10 }) code: string;
}
