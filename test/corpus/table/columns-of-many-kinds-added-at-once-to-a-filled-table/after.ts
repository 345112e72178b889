import { Column, CreateDateColumn, DeleteDateColumn, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';

@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'numeric', precision: 10, scale: 2, default: 0 }) price: string;
  @Column({ type: 'text', array: true, default: [] }) tags: string[];
  @Column({ type: 'jsonb', default: {} }) meta: object;
  @Column({ type: 'boolean', default: false }) open: boolean;
  @CreateDateColumn({ type: 'timestamptz' }) made: Date;
  @DeleteDateColumn() gone: Date;
  @VersionColumn({ default: 1 }) version: number;
}
