import { Column, Entity, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number;
}
@Entity({ schema: 'app' })
export class Vote {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'enum', enum: ['up', 'down'] }) way: string;
  @ManyToOne(() => Post) post: Post;
}
