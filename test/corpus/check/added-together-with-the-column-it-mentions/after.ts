import { Check, Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
@Check('chk', 'more > 0 AND n > 0')
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column({ nullable: true }) a: string;
  @Column({ nullable: true }) b: string;
  @Column({ type: 'int', nullable: true }) n: number;
  @Column({ type: 'int', default: 1 }) more: number;
}
