import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
@Check('CHK_state', `"state" <> 'c'`)
export class Task {
  @PrimaryGeneratedColumn() id: number;
  @Index()
  @Column({ type: 'enum', enum: ['a', 'b', 'c'], default: 'a', unique: true, comment: 'how far' })
  state: string;
}
