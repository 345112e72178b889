import { Column, Entity, Generated, PrimaryColumn } from 'typeorm';

@Entity()
export class Item {
  @PrimaryColumn() name: string;
  @Column() @Generated('increment') number: number;
}
