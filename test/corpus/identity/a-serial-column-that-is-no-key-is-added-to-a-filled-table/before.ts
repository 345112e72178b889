import { Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Item {
  @PrimaryColumn() name: string;
}
