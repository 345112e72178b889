import { Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Post } from './post';
import { User } from './user';

@Entity('votes')
export class Vote {
  @PrimaryColumn()
  user_id: number;

  @PrimaryColumn()
  post_id: number;

  @ManyToOne(
    () => User,
    (user) => user.votes,
    { onDelete: 'CASCADE' },
  )
  @JoinColumn({ name: 'user_id' })
  user: User;

  @ManyToOne(
    () => Post,
    (post) => post.votes,
    { onDelete: 'CASCADE' },
  )
  @JoinColumn({ name: 'post_id' })
  post: Post;
}
