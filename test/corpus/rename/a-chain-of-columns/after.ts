import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class One {
  @PrimaryColumn() id: number;
  @Column({ nullable: true }) b: string;
  @Column({ nullable: true }) c: string;
}
