import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
@Check("state IN ('a', 'b')")
@Check('n BETWEEN 1 AND 10')
@Check(`"name" ~* '^[a-z]' AND NOT (n = 3 OR n = 4)`)
@Check("char_length(name) > 0 and doc ->> 'a' is not null")
export class Quirk {
  @PrimaryColumn() id: number;
  @Column() state: string;
  @Column() n: number;
  @Column() name: string;
  @Column('jsonb') doc: object;
}
