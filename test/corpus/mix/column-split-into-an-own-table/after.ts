import { Column, Entity, JoinColumn, OneToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Person {
  @PrimaryGeneratedColumn() id: number;
  @Column() name: string;
  @OneToOne('Address') @JoinColumn() address: unknown;
}
@Entity()
export class Address {
  @PrimaryGeneratedColumn() id: number;
  @Column({ nullable: true }) street: string;
  @Column({ nullable: true }) city: string;
}
