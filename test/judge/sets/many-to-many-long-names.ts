import { Entity, JoinTable, ManyToMany, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity('international_telecommunication_organisation')
class Organisation {
  @PrimaryGeneratedColumn() id: number;
  @ManyToMany(() => Person) @JoinTable() formerBoardMembers: Person[];
}

@Entity('naturalised_person_of_public_interest')
class Person {
  @PrimaryGeneratedColumn() id: number;
}

export default defineSet({ shows: 'a join table whose name TypeORM has to shorten', entities: [Organisation, Person] });
