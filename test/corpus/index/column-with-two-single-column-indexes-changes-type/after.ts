import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
@Index('ix1', ['n'])
@Index('ix2', ['n'], { where: 'id > 0' })
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column({ nullable: true }) a: string;
  @Column({ nullable: true }) b: string;
  @Column({ type: 'bigint', nullable: true }) n: number;
}
