import { Entity, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class A {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => B, { nullable: true }) next: unknown;
}

@Entity()
class B {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => C, { nullable: true }) next: unknown;
}

@Entity()
class C {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => A, { nullable: true }) next: A | null;
}

export default defineSet({ shows: 'three tables that refer to each other in a circle', entities: [A, B, C] });
