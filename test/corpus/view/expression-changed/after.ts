import { Column, Entity, PrimaryGeneratedColumn, ViewColumn, ViewEntity } from 'typeorm';

@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @Column() title: string;
  @Column({ default: 0 }) score: number;
}
@ViewEntity({ expression: 'SELECT id, title FROM post WHERE score > 2' })
export class Top {
  @ViewColumn() id: number;
  @ViewColumn() title: string;
}
