import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class One {
  @PrimaryColumn() id: number;
  @Column({ type: 'varchar', default: '' }) x: unknown;
}
