import { Entity, JoinColumn, OneToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class User {
  @PrimaryGeneratedColumn() id: number;
  @OneToOne('Profile', 'user') @JoinColumn() profile: unknown;
}
@Entity()
export class Profile {
  @PrimaryGeneratedColumn() id: number;
  @OneToOne('User', 'profile') user: unknown;
}
