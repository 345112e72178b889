import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('cat', { schema: 'app' })
export class Cat {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'enum', enum: ['a', 'b'] }) kind: string;
}
