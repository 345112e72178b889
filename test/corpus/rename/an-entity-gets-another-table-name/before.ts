import { Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity('person')
export class Person {
  @PrimaryGeneratedColumn() id: number;
  @Index() @Column({ unique: true }) name: string;
  @ManyToOne(() => Person) boss: Person;
}
