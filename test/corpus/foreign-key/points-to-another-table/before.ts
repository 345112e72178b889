import { Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Person {
  @PrimaryGeneratedColumn() id: number;
}
@Entity()
export class Company {
  @PrimaryGeneratedColumn() id: number;
}
@Entity()
export class Pet {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Person) @JoinColumn({ name: 'ownerId' }) owner: unknown;
}
