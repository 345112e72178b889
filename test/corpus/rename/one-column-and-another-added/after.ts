import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Person {
  @PrimaryGeneratedColumn() id: number;
  @Column() fullName: string;
  @Column({ nullable: true }) age: number;
}
