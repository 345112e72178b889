import { Entity, JoinTable, ManyToMany, ManyToOne, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Country {
  @PrimaryColumn({ length: 3 }) code: string;
}
@Entity()
export class City {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Country) country: Country;
}
@Entity()
export class Team {
  @PrimaryGeneratedColumn() id: number;
  @ManyToMany(() => Country) @JoinTable() countries: Country[];
}
