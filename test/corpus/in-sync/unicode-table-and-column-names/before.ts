import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('Größe')
export class Size {
  @PrimaryColumn() id: number;
  @Column({ name: 'naïve Col', unique: true }) a: string;
  @Index() @Column({ name: '日本' }) b: string;
}
