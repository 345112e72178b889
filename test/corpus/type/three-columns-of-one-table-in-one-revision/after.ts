import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @Column('bigint') views: number;
  @Column({ type: 'varchar', length: 40 }) title: string;
  @Column({ type: 'float', nullable: true }) score: number;
}
