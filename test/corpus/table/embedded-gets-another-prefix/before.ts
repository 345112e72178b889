import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

export class Address {
  @Column({ nullable: true }) street: string;
}
@Entity()
export class Person {
  @PrimaryGeneratedColumn() id: number;
  @Column(() => Address, { prefix: 'home' }) home: Address;
}
