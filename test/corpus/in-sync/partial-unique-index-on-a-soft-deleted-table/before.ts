import { Column, DeleteDateColumn, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
@Index(['email'], { unique: true, where: '"deletedAt" IS NULL' })
export class User {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column() email: string;
  @DeleteDateColumn() deletedAt: Date;
}
