import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'timestamp', precision: 0 }) value: Date;
  @Column({ type: 'timestamptz', precision: 6 }) other: Date;
}
