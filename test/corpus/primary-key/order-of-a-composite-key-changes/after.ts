import { Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Item {
  @PrimaryColumn() b: number;
  @PrimaryColumn() a: number;
}
