import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class One {
  @PrimaryColumn() id: number;
  @Column({ nullable: true }) a: string;
  @Column({ nullable: true }) b: string;
}
