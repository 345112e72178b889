import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity()
export class Span {
  @PrimaryColumn() id: number;
  @Column('int4range') a: string;
  @Column('daterange') b: string;
  @Column('tstzrange') c: string;
  @Column('int8multirange') d: string;
  @Index({ spatial: true }) @Column('numrange') e: string;
}
