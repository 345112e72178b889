import { CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) made: Date;
}
