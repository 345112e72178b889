import { Entity, JoinColumn, OneToOne, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class User {
  @PrimaryGeneratedColumn() id: number;
}
@Entity()
export class Profile {
  @PrimaryColumn() userId: number;
  @OneToOne(() => User) @JoinColumn({ name: 'userId' }) user: User;
}
