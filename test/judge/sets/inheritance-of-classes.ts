import { Column, CreateDateColumn, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

abstract class Base {
  @PrimaryGeneratedColumn('uuid') id: string;
  @CreateDateColumn() createdAt: Date;
}

abstract class Named extends Base {
  @Column() @Index() name: string;
}

@Entity()
class Customer extends Named {
  @Column({ nullable: true }) vat: string;
}

@Entity()
class Supplier extends Named {
  @Column({ unique: true }) code: string;
}

export default defineSet({ shows: 'abstract base classes: a table for each class', entities: [Customer, Supplier] });
