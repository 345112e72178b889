import { Entity, PrimaryColumn } from 'typeorm';

@Entity('t'.repeat(70))
export class Long {
  @PrimaryColumn() id: number;
}
