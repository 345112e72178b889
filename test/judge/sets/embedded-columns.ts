import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

class Name {
  @Column() first: string;
  @Column({ nullable: true }) last: string;
}

class Address {
  @Column() street: string;
  @Column({ name: 'zip_code', length: 10 }) zip: string;
}

@Entity()
class User {
  @PrimaryGeneratedColumn() id: number;
  @Column(() => Name) name: Name;
  @Column(() => Address, { prefix: 'home' }) home: Address;
  @Column(() => Address, { prefix: false }) work: Address;
}

export default defineSet({ shows: 'embedded classes, with the usual prefix, with another, without', entities: [User] });
