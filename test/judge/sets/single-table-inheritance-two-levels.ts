import { ChildEntity, Column, Entity, PrimaryGeneratedColumn, TableInheritance } from 'typeorm';
import { defineSet } from '../set';

@Entity()
@TableInheritance({ column: { type: 'varchar', length: 20, name: 'type' } })
class Vehicle {
  @PrimaryGeneratedColumn() id: number;
}

@ChildEntity()
class Car extends Vehicle {
  @Column() doors: number;
}

@ChildEntity()
class Taxi extends Car {
  @Column({ default: 'yellow' }) color: string;
}

export default defineSet({ shows: 'single table inheritance of two levels', entities: [Vehicle, Car, Taxi] });
