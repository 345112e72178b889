import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class UserAccount {
  @PrimaryGeneratedColumn() id: number;
  @Column() name: string;
}
@Entity()
export class BlogPost {
  @PrimaryGeneratedColumn() id: number;
  @Column() title: string;
  @ManyToOne(() => UserAccount) @JoinColumn({ name: 'author' }) author: UserAccount;
}
