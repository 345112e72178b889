import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity('Größe')
class Size {
  @PrimaryGeneratedColumn({ name: 'schlüssel' }) id: number;
  @Column({ name: 'naïve Spalte' }) naive: string;
  @Column({ name: '日本', unique: true }) japan: string;
  @Column({ type: 'enum', enum: ['größer', 'kleiner'], name: 'maß' }) measure: string;
  @Column({ name: '🎉' }) @Index() party: boolean;
}

export default defineSet({ shows: 'names that are not ASCII', entities: [Size] });
