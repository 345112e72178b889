import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
@Index('ix', ['n'])
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column({ nullable: true }) a: string;
  @Column({ nullable: true }) b: string;
  @Column({ type: 'int', nullable: true }) n: number;
}
