import {
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  OneToMany,
  PrimaryColumn,
  PrimaryGeneratedColumn,
} from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Actor {
  @PrimaryGeneratedColumn() id: number;
  @OneToMany(
    () => Casting,
    (casting) => casting.actor,
  )
  castings: Casting[];
}

@Entity()
class Movie {
  @PrimaryGeneratedColumn() id: number;
  @OneToMany(
    () => Casting,
    (casting) => casting.movie,
  )
  castings: Casting[];
}

@Entity()
@Index(['movie', 'role'], { unique: true })
class Casting {
  @PrimaryColumn({ name: 'actor_id' }) actorId: number;
  @PrimaryColumn({ name: 'movie_id' }) movieId: number;
  @Column() role: string;
  @ManyToOne(
    () => Actor,
    (actor) => actor.castings,
    { onDelete: 'CASCADE' },
  )
  @JoinColumn({ name: 'actor_id' })
  actor: Actor;
  @ManyToOne(
    () => Movie,
    (movie) => movie.castings,
    { onDelete: 'CASCADE' },
  )
  @JoinColumn({ name: 'movie_id' })
  movie: Movie;
}

export default defineSet({ shows: 'a join table with columns of its own', entities: [Actor, Movie, Casting] });
