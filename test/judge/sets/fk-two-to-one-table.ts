import { Entity, ManyToOne, OneToMany, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Team {
  @PrimaryGeneratedColumn() id: number;
  @OneToMany(
    () => Match,
    (match) => match.home,
  )
  homeMatches: Match[];
  @OneToMany(
    () => Match,
    (match) => match.guest,
  )
  guestMatches: Match[];
}

@Entity()
@Unique(['home', 'guest'])
class Match {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(
    () => Team,
    (team) => team.homeMatches,
  )
  home: Team;
  @ManyToOne(
    () => Team,
    (team) => team.guestMatches,
  )
  guest: Team;
}

export default defineSet({
  shows: 'two foreign keys to one table, and a unique constraint over both',
  entities: [Team, Match],
});
