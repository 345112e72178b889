import { Column, Entity, PrimaryGeneratedColumn, ViewColumn, ViewEntity } from 'typeorm';

@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @Column({ default: 0 }) score: number;
}
@ViewEntity({ expression: 'SELECT id FROM post WHERE score > 0' })
export class Line {
  @ViewColumn() id: number;
}
