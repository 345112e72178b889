import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Index({ spatial: true }) @Column({ type: 'int4range', nullable: true }) span: string;
}
