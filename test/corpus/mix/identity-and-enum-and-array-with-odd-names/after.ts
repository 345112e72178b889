import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('Sel"ect')
export class Odd {
  @PrimaryGeneratedColumn('identity', { name: 'i d' }) id: number;
  @Column({ type: 'enum', enum: ["it's", 'a"b'], array: true, name: 'la"bels', default: () => "'{}'" })
  labels: string[];
}
