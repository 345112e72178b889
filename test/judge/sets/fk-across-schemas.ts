import { Entity, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity({ schema: 'people' })
class Customer {
  @PrimaryGeneratedColumn() id: number;
}

@Entity({ schema: 'sales' })
class Order {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Customer, { onDelete: 'RESTRICT' }) customer: Customer;
}

@Entity()
class Note {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Order, { nullable: false }) order: Order;
}

export default defineSet({
  shows: 'foreign keys between schemas',
  entities: [Customer, Order, Note],
  schemas: ['people', 'sales'],
});
