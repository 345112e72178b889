import { Column, Entity, Generated, PrimaryGeneratedColumn } from 'typeorm';

@Entity('UserAccounts')
export class Account {
  @PrimaryGeneratedColumn({ name: 'AccountId' }) id: number;
  @Column('bigint') @Generated('increment') big: string;
  @Column('smallint') @Generated('increment') small: number;
}
