import { Column, Entity, ManyToOne, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity({ synchronize: false })
class Legacy {
  @PrimaryColumn() id: number;
  @Column() name: string;
}

@Entity()
class Current {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Legacy) legacy: Legacy;
}

export default defineSet({
  shows: 'a table that the entities use and do not manage, with a foreign key to it',
  entities: [Legacy, Current],
  before: ['CREATE TABLE legacy (id integer PRIMARY KEY, name character varying NOT NULL, more text)'],
});
