import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class One {
  @PrimaryColumn() id: number;
  @Column({ type: 'enum', enum: { Low: 0, High: 1 }, default: 0 }) x: number;
}
