import { Column, type DataSource, Entity, PrimaryGeneratedColumn, ViewColumn, ViewEntity } from 'typeorm';
import { defineSet } from '../set';

@Entity({ schema: 'app' })
class Writer {
  @PrimaryGeneratedColumn() id: number;
  @Column() name: string;
}

@ViewEntity({
  schema: 'app',
  expression: (dataSource: DataSource) =>
    dataSource
      .createQueryBuilder()
      .select('writer.name', 'name')
      .addSelect('count(*)', 'n')
      .from(Writer, 'writer')
      .groupBy('writer.name'),
})
class Name {
  @ViewColumn() name: string;
  @ViewColumn() n: number;
}

export default defineSet({
  shows: 'a view in another schema, made by a query builder',
  entities: [Name, Writer],
  schemas: ['app'],
});
