import { ChildEntity, Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn, TableInheritance } from 'typeorm';
import { defineSet } from '../set';

enum Kind {
  Person = 'person',
  Company = 'company',
}

@Entity({ schema: 'app' })
@TableInheritance({ column: { type: 'enum', enum: Kind, name: 'kind' } })
class Party {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'enum', enum: Kind }) kind: Kind;
}

@ChildEntity(Kind.Company)
class Company extends Party {
  @Column() @Index() register: string;
}

@ChildEntity(Kind.Person)
class Person extends Party {
  @ManyToOne(() => Company) employer: Company;
  @Column({ type: 'enum', enum: ['a', 'b'] }) grade: string;
}

export default defineSet({
  shows: 'single table inheritance with an enum discriminator, a relation, an index and an enum in the children',
  entities: [Party, Company, Person],
  schemas: ['app'],
});
