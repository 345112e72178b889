import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'int', default: () => 'CASE WHEN 1 > 0 THEN COALESCE(NULL, 7) ELSE 0 END' }) value: number;
}
