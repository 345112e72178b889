import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('my table-1')
export class Odd {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'enum', enum: ['a', 'b'], name: 'the kind' }) kind: string;
}
