import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Index({ type: 'gin' }) @Column({ type: 'jsonb', nullable: true }) doc: object;
}
