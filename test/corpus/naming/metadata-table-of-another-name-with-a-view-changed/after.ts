import { Column, Entity, PrimaryColumn, ViewColumn, ViewEntity } from 'typeorm';

@Entity()
export class Post {
  @PrimaryColumn() id: number;
  @Column({ default: 0 }) score: number;
}
@ViewEntity({ expression: 'SELECT id FROM post WHERE score > 2' })
export class Top {
  @ViewColumn() id: number;
}
