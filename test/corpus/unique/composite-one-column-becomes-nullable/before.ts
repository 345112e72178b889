import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

@Entity()
@Unique(['a', 'b'])
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column() a: string;
  @Column({ nullable: true }) b: string;
  @Column({ type: 'int', nullable: true }) n: number;
}
