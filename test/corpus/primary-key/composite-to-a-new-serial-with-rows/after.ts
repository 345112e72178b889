import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Vote {
  @PrimaryGeneratedColumn() id: number;
  @Column() user: number;
  @Column() post: number;
}
