import { Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('Sel"ect')
export class Odd {
  @PrimaryGeneratedColumn('identity', { name: 'i d' }) id: number;
}
