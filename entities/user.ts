import { Column, CreateDateColumn, Entity, OneToMany, PrimaryGeneratedColumn } from 'typeorm';
import { Post } from './post';
import { Vote } from './vote';

@Entity('users')
export class User {
  @PrimaryGeneratedColumn()
  id: number;

  @Column({ unique: true })
  email: string;

  @Column()
  password: string;

  @CreateDateColumn({ type: 'timestamptz' })
  created_at: Date;

  @OneToMany(
    () => Post,
    (post) => post.owner,
  )
  posts: Post[];

  @OneToMany(
    () => Vote,
    (vote) => vote.user,
  )
  votes: Vote[];
}
