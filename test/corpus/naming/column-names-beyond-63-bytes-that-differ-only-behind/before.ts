import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Long {
  @PrimaryColumn() id: number;
  @Column({ name: 'c'.repeat(70) }) value: string;
}
