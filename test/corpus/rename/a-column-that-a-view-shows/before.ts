import { Column, Entity, PrimaryGeneratedColumn, ViewColumn, ViewEntity } from 'typeorm';

@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @Column() title: string;
}
@ViewEntity({ expression: 'SELECT id, title AS text FROM post' })
export class Line {
  @ViewColumn() id: number;
  @ViewColumn() text: string;
}
