import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class User {
  @PrimaryGeneratedColumn() id: number;
}

@Entity()
class Credentials {
  @PrimaryColumn() userId: number;
  @OneToOne(() => User, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'userId' }) user: User;
  @Column() hash: string;
}

export default defineSet({ shows: 'a one-to-one relation on the primary key', entities: [User, Credentials] });
