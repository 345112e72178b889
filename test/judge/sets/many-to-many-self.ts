import { Entity, JoinTable, ManyToMany, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class User {
  @PrimaryGeneratedColumn() id: number;
  @ManyToMany(
    () => User,
    (user) => user.followers,
  )
  @JoinTable()
  following: User[];
  @ManyToMany(
    () => User,
    (user) => user.following,
  )
  followers: User[];
}

export default defineSet({ shows: 'a many-to-many relation of a table to itself', entities: [User] });
