import { Entity, JoinColumn, OneToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class User {
  @PrimaryGeneratedColumn() id: number;
}
@Entity()
export class Profile {
  @PrimaryGeneratedColumn() id: number;
  @OneToOne(() => User) @JoinColumn({ name: 'userId' }) user: User;
}
