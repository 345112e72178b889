import { Column, DeleteDateColumn, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
@Index('UQ_slug', ['slug'], { unique: true, where: '"deletedAt" IS NULL' })
export class Page {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column() slug: string;
  @DeleteDateColumn({ type: 'timestamptz' }) deletedAt: Date;
}
