import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity('Größe')
export class Size {
  @PrimaryGeneratedColumn() id: number;
  @Index() @Column({ name: '日本', unique: true }) n: number;
}
