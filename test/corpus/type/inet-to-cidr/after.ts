import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Host {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'cidr', nullable: true }) net: string;
}
