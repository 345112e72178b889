import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

export class Address {
  @Column({ nullable: true }) street: string;
  @Index() @Column({ nullable: true }) zip: string;
}
@Entity()
export class Person {
  @PrimaryGeneratedColumn() id: number;
}
