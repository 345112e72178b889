import { Column, Entity, PrimaryGeneratedColumn, ViewColumn, ViewEntity } from 'typeorm';

@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @Column({ default: 0 }) score: number;
}
@ViewEntity({ expression: 'SELECT id, score FROM post WHERE score > 2' })
export class Good {
  @ViewColumn() id: number;
  @ViewColumn() score: number;
}
@ViewEntity({ expression: 'SELECT count(*) AS n FROM good', dependsOn: ['Good'] })
export class Count {
  @ViewColumn() n: number;
}
