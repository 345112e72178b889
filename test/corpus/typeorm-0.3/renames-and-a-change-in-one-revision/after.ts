import { Check, Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
@Check('"n" > 0')
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column('bigint') n: number;
}
