import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'date', default: () => 'CURRENT_DATE' }) value: string;
}
