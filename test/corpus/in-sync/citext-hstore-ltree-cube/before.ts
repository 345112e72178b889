import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Quirk {
  @PrimaryColumn() id: number;
  @Column('citext') a: string;
  @Column('hstore') b: object;
  @Column('ltree') c: string;
  @Column('cube') d: number[];
}
