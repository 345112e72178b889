import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'uuid', default: () => 'gen_random_uuid()' }) value: string;
}
