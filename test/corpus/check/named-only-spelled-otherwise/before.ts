import { Check, Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
@Check('chk', "a IN ('x','z')")
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column({ nullable: true }) a: string;
  @Column({ nullable: true }) b: string;
  @Column({ type: 'int', nullable: true }) n: number;
}
