import { Column, Entity, ManyToOne, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Country {
  @PrimaryColumn() code: string;
}

class Address {
  @Column() city: string;
  @ManyToOne(() => Country, { onDelete: 'SET NULL' }) country: Country;
}

@Entity()
class Company {
  @PrimaryGeneratedColumn() id: number;
  @Column(() => Address) address: Address;
}

export default defineSet({ shows: 'a relation inside an embedded class', entities: [Country, Company] });
