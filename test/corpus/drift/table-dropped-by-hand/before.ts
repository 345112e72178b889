import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class One {
  @PrimaryGeneratedColumn() id: number;
  @Index() @Column({ type: 'enum', enum: ['a'] }) x: string;
}
