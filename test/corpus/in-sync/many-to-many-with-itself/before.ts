import { Entity, JoinTable, ManyToMany, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Person {
  @PrimaryGeneratedColumn('uuid') id: string;
  @ManyToMany(() => Person) @JoinTable() friends: Person[];
}
