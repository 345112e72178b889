import { Entity, ManyToOne, OneToMany, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Employee {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(
    () => Employee,
    (manager) => manager.reports,
    { nullable: true, onDelete: 'SET NULL' },
  )
  manager: Employee | null;
  @OneToMany(
    () => Employee,
    (report) => report.manager,
  )
  reports: Employee[];
}

export default defineSet({ shows: 'a foreign key of a table to itself', entities: [Employee] });
