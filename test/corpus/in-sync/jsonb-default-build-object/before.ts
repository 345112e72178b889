import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'jsonb', default: () => "jsonb_build_object('a', 1)" }) value: object;
}
