import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class One {
  @PrimaryColumn() id: number;
  @Column({ type: 'numeric' }) a: string;
  @Column({ type: 'timetz' }) b: string;
}
