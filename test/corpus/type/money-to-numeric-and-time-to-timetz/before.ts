import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class One {
  @PrimaryColumn() id: number;
  @Column({ type: 'money' }) a: string;
  @Column({ type: 'time' }) b: string;
}
