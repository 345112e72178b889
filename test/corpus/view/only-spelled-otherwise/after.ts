import { Column, Entity, PrimaryGeneratedColumn, ViewColumn, ViewEntity } from 'typeorm';

@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @Column() title: string;
}
@ViewEntity({ expression: 'select "post"."id", "post"."title" from "post"' })
export class Line {
  @ViewColumn() id: number;
  @ViewColumn() title: string;
}
