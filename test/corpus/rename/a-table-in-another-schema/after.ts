import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('feline', { schema: 'app' })
export class Cat {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'enum', enum: ['a', 'b'] }) kind: string;
}
