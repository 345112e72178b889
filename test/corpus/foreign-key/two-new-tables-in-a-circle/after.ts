import { Entity, JoinColumn, ManyToOne, OneToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Old {
  @PrimaryGeneratedColumn() id: number;
}
@Entity()
export class Team {
  @PrimaryGeneratedColumn() id: number;
  @OneToOne('Player') @JoinColumn() captain: unknown;
}
@Entity()
export class Player {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne('Team') team: unknown;
}
