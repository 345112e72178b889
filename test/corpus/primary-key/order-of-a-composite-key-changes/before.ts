import { Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Item {
  @PrimaryColumn() a: number;
  @PrimaryColumn() b: number;
}
