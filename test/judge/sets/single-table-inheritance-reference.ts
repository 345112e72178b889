import {
  Check,
  ChildEntity,
  Column,
  Entity,
  ManyToOne,
  PrimaryGeneratedColumn,
  TableInheritance,
  Unique,
} from 'typeorm';
import { defineSet } from '../set';

@Entity()
@TableInheritance({ column: { type: 'varchar', name: 'kind' } })
class Account {
  @PrimaryGeneratedColumn() id: number;
}

@ChildEntity()
@Check('chk_iban', 'length(iban) > 10')
@Unique('uq_iban', ['iban'])
class BankAccount extends Account {
  @Column() iban: string;
}

@Entity()
class Payment {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => BankAccount, { onDelete: 'RESTRICT' }) account: BankAccount;
}

export default defineSet({
  shows: 'a foreign key to a child of single table inheritance, which has a check and a unique constraint',
  entities: [Account, BankAccount, Payment],
});
