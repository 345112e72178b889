import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity('people')
class Person {
  @PrimaryColumn({ name: 'person_id' }) id: number;
  @Column({ name: 'first_name' }) firstName: string;
  @Column({ name: 'LastName' }) lastName: string;
  @Column() camelCase: string;
}

export default defineSet({
  shows: 'names of tables and columns other than those of classes and properties',
  entities: [Person],
});
