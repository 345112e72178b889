import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class One {
  @PrimaryColumn() id: number;
  @Column({ type: 'enum', enum: ['yes', 'no'], default: 'no' }) x: unknown;
}
