import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity()
export class Quirk {
  @PrimaryColumn() id: number;
  @Index({ type: 'gin' }) @Column('jsonb') doc: object;
}
