import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Settings {
  @PrimaryColumn() id: number;
  @Column('simple-array') names: string[];
  @Column('simple-json') values: object;
  @Column({ type: 'simple-array', nullable: true }) more: string[] | null;
}

export default defineSet({ shows: "TypeORM's own simple-array and simple-json, which are text", entities: [Settings] });
