import { Entity, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Department {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Employee, { nullable: true }) head: unknown;
}

@Entity()
class Employee {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Department) department: Department;
}

export default defineSet({ shows: 'two tables that refer to each other', entities: [Department, Employee] });
