import {
  Column,
  CreateDateColumn,
  Entity,
  JoinColumn,
  ManyToOne,
  OneToMany,
  PrimaryColumn,
  PrimaryGeneratedColumn,
} from 'typeorm';
import { defineSet } from '../set';

@Entity('users')
class User {
  @PrimaryGeneratedColumn() id: number;
  @Column({ unique: true }) email: string;
  @Column() password: string;
  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' }) createdAt: Date;
  @OneToMany(
    () => Post,
    (post) => post.owner,
  )
  posts: Post[];
}

@Entity('posts')
class Post {
  @PrimaryGeneratedColumn() id: number;
  @Column() title: string;
  @Column('text') content: string;
  @Column({ default: true }) published: boolean;
  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' }) createdAt: Date;
  @ManyToOne(
    () => User,
    (user) => user.posts,
    { nullable: false, onDelete: 'CASCADE' },
  )
  @JoinColumn({ name: 'owner_id' })
  owner: User;
}

@Entity('votes')
class Vote {
  @PrimaryColumn({ name: 'user_id' }) userId: number;
  @PrimaryColumn({ name: 'post_id' }) postId: number;
  @ManyToOne(() => User, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'user_id' }) user: User;
  @ManyToOne(() => Post, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'post_id' }) post: Post;
}

export default defineSet({ shows: 'the sample: users, posts and votes', entities: [User, Post, Vote] });
