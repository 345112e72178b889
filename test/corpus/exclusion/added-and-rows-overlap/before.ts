import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'int4range', nullable: true }) span: string;
  @Column({ default: false }) off: boolean;
}
