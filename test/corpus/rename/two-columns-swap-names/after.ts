import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Pair {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'varchar', nullable: true }) a: unknown;
  @Column({ type: 'int', nullable: true }) b: unknown;
}
