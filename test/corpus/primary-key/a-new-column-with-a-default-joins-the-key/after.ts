import { Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Item {
  @PrimaryColumn() a: number;
  @PrimaryColumn({ default: 1 }) b: number;
}
