import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

enum Color {
  Red = 'red',
  Green = 'green',
}

@Entity()
class Paint {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'enum', enum: Color, enumName: 'color' }) color: Color;
  @Column({ type: 'enum', enum: ['s', 'm'], enumName: 'Paint Size', default: 's' }) size: string;
}

export default defineSet({ shows: 'enums with names of their own, one of which has to be quoted', entities: [Paint] });
