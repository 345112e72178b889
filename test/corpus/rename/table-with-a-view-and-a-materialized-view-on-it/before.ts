import { Column, Entity, PrimaryColumn, ViewColumn, ViewEntity } from 'typeorm';

@Entity('post')
export class Post {
  @PrimaryColumn() id: number;
  @Column() title: string;
}
@ViewEntity({ expression: 'SELECT id, title FROM post' })
export class Line {
  @ViewColumn() id: number;
}
@ViewEntity({ materialized: true, expression: 'SELECT count(*) AS n FROM post' })
export class Count {
  @ViewColumn() n: string;
}
