import { Column, Entity, ForeignKey, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class City {
  @PrimaryGeneratedColumn() id: number;
  @Column({ unique: true }) name: string;
}

@Entity()
@ForeignKey(() => City, ['cityName'], ['name'], { name: 'fk_airport_city', onUpdate: 'CASCADE' })
class Airport {
  @PrimaryGeneratedColumn() id: number;
  @Column() cityName: string;
  @Column() @ForeignKey(() => City) cityId: number;
  @Column({ nullable: true })
  @ForeignKey(() => City, { name: 'fk_twin', onDelete: 'SET NULL', deferrable: 'INITIALLY DEFERRED' })
  twinId: number;
}

export default defineSet({ shows: 'foreign keys without a relation', entities: [City, Airport] });
