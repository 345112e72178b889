import { Entity, JoinTable, ManyToMany, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Student {
  @PrimaryGeneratedColumn() id: number;

  @ManyToMany(() => Course, { onDelete: 'RESTRICT', onUpdate: 'NO ACTION' })
  @JoinTable({
    name: 'enrolment',
    joinColumn: { name: 'student_id', referencedColumnName: 'id', foreignKeyConstraintName: 'fk_enrolment_student' },
    inverseJoinColumn: {
      name: 'course_code',
      referencedColumnName: 'code',
      foreignKeyConstraintName: 'fk_enrolment_course',
    },
  })
  courses: Course[];
}

@Entity()
class Course {
  @PrimaryColumn({ type: 'varchar', length: 12 }) code: string;
}

export default defineSet({ shows: 'a join table with names and actions of its own', entities: [Student, Course] });
