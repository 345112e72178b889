import {
  Check,
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinTable,
  ManyToMany,
  ManyToOne,
  PrimaryGeneratedColumn,
  ViewColumn,
  ViewEntity,
} from 'typeorm';

@Entity()
export class User {
  @PrimaryGeneratedColumn() id: number;
  @Index({ unique: true }) @Column({ length: 200 }) email: string;
  @Column({ type: 'enum', enum: ['user', 'editor', 'admin'], default: 'user' }) role: string;
  @CreateDateColumn({ type: 'timestamptz' }) made: Date;
}
@Entity()
@Check('CHK_views', 'views >= 0')
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @Column({ length: 100 }) title: string;
  @Column({ type: 'bigint', default: 0 }) views: string;
  @ManyToOne(() => User, { onDelete: 'CASCADE' }) author: User;
  @ManyToMany('Tag') @JoinTable({ name: 'post_tags' }) tags: unknown[];
}
@Entity()
export class Tag {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column({ unique: true }) name: string;
}
@ViewEntity({
  expression:
    'SELECT author."email", count(*) AS posts FROM post JOIN "user" author ON author.id = post."authorId" GROUP BY 1',
})
export class Author {
  @ViewColumn() email: string;
  @ViewColumn() posts: string;
}
