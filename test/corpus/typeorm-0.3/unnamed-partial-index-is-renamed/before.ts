import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
@Index(['n'], { where: '"n" > 0' })
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column() n: number;
}
