import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class One {
  @PrimaryColumn() id: number;
  @Column({ type: 'text' }) email: string;
  @Column({ type: 'text', nullable: true }) other: string;
}
