import { Column, Entity, PrimaryGeneratedColumn, ViewColumn, ViewEntity } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Thing {
  @PrimaryGeneratedColumn() id: number;
  @Column('int') size: number;
}

@ViewEntity({ expression: 'SELECT * FROM big WHERE size > 100', dependsOn: ['Big'] })
class Huge {
  @ViewColumn() id: number;
}

@ViewEntity({ name: 'big', expression: 'SELECT * FROM thing WHERE size > 10' })
class Big {
  @ViewColumn() id: number;
}

@ViewEntity({ materialized: true, expression: 'SELECT count(*) AS n FROM huge', dependsOn: [Huge] })
class HugeCount {
  @ViewColumn() n: number;
}

export default defineSet({ shows: 'views on views, listed in another order', entities: [HugeCount, Huge, Big, Thing] });
