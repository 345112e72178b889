import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'text', default: () => "pg_catalog.upper('x')" }) value: string;
}
