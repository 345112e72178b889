import { Column, Entity, PrimaryColumn, ViewColumn, ViewEntity } from 'typeorm';

@Entity('article')
export class Post {
  @PrimaryColumn() id: number;
  @Column() title: string;
}
@ViewEntity({ expression: 'SELECT id, title FROM article' })
export class Line {
  @ViewColumn() id: number;
}
@ViewEntity({ materialized: true, expression: 'SELECT count(*) AS n FROM article' })
export class Count {
  @ViewColumn() n: string;
}
