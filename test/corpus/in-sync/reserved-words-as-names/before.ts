import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity('order')
@Check('"limit" > 0')
export class Order {
  @PrimaryGeneratedColumn() id: number;
  @Index() @Column() user: string;
  @Column() limit: number;
  @Column({ unique: true, name: 'select' }) choice: string;
}
