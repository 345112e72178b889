import { Column, Entity, PrimaryGeneratedColumn, ViewColumn, ViewEntity } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Thing {
  @PrimaryGeneratedColumn() id: number;
  @Column() name: string;
}

@ViewEntity({ synchronize: false, expression: 'SELECT name FROM thing' })
class ThingName {
  @ViewColumn() name: string;
}

export default defineSet({
  shows: 'synchronize: false on a view, which the database has in other words',
  entities: [Thing, ThingName],
  after: ['CREATE VIEW thing_name AS SELECT upper(name) AS name FROM thing'],
});
