import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Other {
  @PrimaryColumn() key: string;
  @Column() n: number;
}
