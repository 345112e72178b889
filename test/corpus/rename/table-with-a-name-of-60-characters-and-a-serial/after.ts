import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('u'.repeat(60))
export class Long {
  @PrimaryGeneratedColumn() identifier: number;
  @Column({ type: 'enum', enum: ['a'] }) state: string;
}
