import { Entity, ManyToOne, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Country {
  @PrimaryColumn({ type: 'varchar', length: 3 }) code: string;
}
@Entity()
export class City {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Country, { nullable: false }) country: Country;
}
