import { Column, Entity, PrimaryGeneratedColumn, ViewColumn, ViewEntity } from 'typeorm';

@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'varchar', length: 200, nullable: true }) title: string;
}
@ViewEntity({ expression: 'SELECT id, title FROM post' })
export class Line {
  @ViewColumn() id: number;
  @ViewColumn() title: string;
}
