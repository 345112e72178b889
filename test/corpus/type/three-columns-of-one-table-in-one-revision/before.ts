import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @Column('int') views: number;
  @Column({ type: 'varchar', length: 20 }) title: string;
  @Column({ type: 'real', nullable: true }) score: number;
}
