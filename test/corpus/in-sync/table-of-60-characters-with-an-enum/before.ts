import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('t'.repeat(60))
export class Long {
  @PrimaryColumn() id: number;
  @Column({ type: 'enum', enum: ['a', 'b'] }) state: string;
}
