import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('t'.repeat(70))
export class Long {
  @PrimaryColumn() id: number;
  @Column({ nullable: true }) note: string;
}
