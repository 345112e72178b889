import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity({ schema: 'core' })
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @Index() @Column() title: string;
  @Column({ type: 'enum', enum: ['draft', 'shown'], default: 'draft' }) status: string;
}

@Entity({ schema: 'core' })
export class Vote {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Post, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'post_id' }) post: Post;
}
