import { Entity, PrimaryGeneratedColumn, ViewColumn, ViewEntity } from 'typeorm';

@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number;
}
@ViewEntity({ expression: 'SELECT id FROM post' })
export class Line {
  @ViewColumn() id: number;
}
