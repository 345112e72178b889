import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class One {
  @PrimaryColumn() id: number;
  @Column({ type: 'int', nullable: true }) n: number | null;
}
