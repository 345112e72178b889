import { Column, Entity, JoinColumn, OneToOne, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class User {
  @PrimaryGeneratedColumn() id: number;
  @OneToOne(
    () => Profile,
    (profile) => profile.user,
  )
  profile: unknown;
}

@Entity()
class Profile {
  @PrimaryGeneratedColumn() id: number;
  @OneToOne(
    () => User,
    (user) => user.profile,
    { onDelete: 'CASCADE' },
  )
  @JoinColumn()
  user: User;
  @Column() bio: string;
}

export default defineSet({
  shows: 'the owning side of a one-to-one relation: a unique foreign key',
  entities: [User, Profile],
});
