import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity('Blog Posts')
@Index('By Title; or not', ['title'])
@Check('Chk Length', 'length("The Title") > 0')
class Post {
  @PrimaryGeneratedColumn({ name: 'Post Id' }) id: number;
  @Column({ name: 'The Title', unique: true }) title: string;
  @Column({ name: 'State', type: 'enum', enum: ['x', 'y'] }) state: string;
  @Column({ name: '1st' }) first: string;
  @ManyToOne(() => Post) @JoinColumn({ name: 'Parent-Post' }) parent: Post;
}

export default defineSet({ shows: 'names with spaces, dashes, digits first and upper case', entities: [Post] });
