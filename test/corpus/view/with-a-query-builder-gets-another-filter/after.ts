import { Column, DataSource, Entity, PrimaryGeneratedColumn, ViewColumn, ViewEntity } from 'typeorm';

@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @Column({ default: true }) open: boolean;
}
@ViewEntity({
  expression: (source: DataSource) =>
    source.createQueryBuilder().select('post.id', 'id').from(Post, 'post').where('post.open = false'),
})
export class Open {
  @ViewColumn() id: number;
}
