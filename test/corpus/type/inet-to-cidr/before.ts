import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Host {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'inet', nullable: true }) net: string;
}
