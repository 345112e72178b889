import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class UserAccount {
  @PrimaryGeneratedColumn() id: number;
  @Column() fullName: string;
  @Column() createdBy: string;
}
