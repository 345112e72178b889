import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'enum', enum: ['a,b', 'c d', "it's", 'A', 'a', '"q"'], default: "it's" }) value: string;
}
