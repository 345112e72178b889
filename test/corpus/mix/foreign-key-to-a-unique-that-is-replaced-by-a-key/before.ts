import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Country {
  @PrimaryGeneratedColumn() id: number;
  @Column({ unique: true, length: 2 }) code: string;
}
@Entity()
export class City {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Country) @JoinColumn({ name: 'country', referencedColumnName: 'code' }) country: Country;
}
