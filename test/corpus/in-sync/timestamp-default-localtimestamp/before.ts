import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'timestamp', default: () => 'LOCALTIMESTAMP' }) value: Date;
}
