import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class One {
  @PrimaryColumn() id: number;
  @Column({ type: 'text', default: 'a@b', nullable: true }) address: string;
  @Column({ length: 50, nullable: true }) other: string;
}
