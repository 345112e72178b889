import { Entity, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity('OrderLine')
class OrderLine {
  @PrimaryGeneratedColumn({ name: 'lineId' }) id: number;
}

export default defineSet({ shows: 'a serial column whose sequence has to be quoted', entities: [OrderLine] });
