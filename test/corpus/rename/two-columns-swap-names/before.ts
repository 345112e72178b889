import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Pair {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'int', nullable: true }) a: unknown;
  @Column({ type: 'varchar', nullable: true }) b: unknown;
}
