import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('User Accounts')
export class Account {
  @PrimaryGeneratedColumn('identity', { name: 'Account Id' }) id: number;
  @Column() name: string;
}
