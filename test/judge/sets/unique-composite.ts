import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { defineSet } from '../set';

@Entity()
@Unique(['tenant', 'name'])
@Unique(['name', 'region'])
class Project {
  @PrimaryGeneratedColumn() id: number;
  @Column() tenant: number;
  @Column() name: string;
  @Column() region: string;
}

export default defineSet({ shows: 'composite unique constraints, columns in the order given', entities: [Project] });
