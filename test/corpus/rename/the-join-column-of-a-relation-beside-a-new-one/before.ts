import { Entity, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class User {
  @PrimaryGeneratedColumn() id: number;
}
@Entity()
export class Invoice {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => User) user: User;
}
