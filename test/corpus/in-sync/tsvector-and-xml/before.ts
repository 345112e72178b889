import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'tsvector', nullable: true }) value: string;
  @Column({ type: 'xml', nullable: true }) other: string;
}
