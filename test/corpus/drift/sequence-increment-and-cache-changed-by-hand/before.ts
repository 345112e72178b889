import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class One {
  @PrimaryGeneratedColumn() id: number;
  @Column() x: string;
}
