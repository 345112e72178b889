import { Entity, JoinColumn, ManyToOne, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Country {
  @PrimaryColumn({ length: 2 }) code: string;
}
@Entity()
export class City {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Country) @JoinColumn({ name: 'country', referencedColumnName: 'code' }) country: Country;
}
