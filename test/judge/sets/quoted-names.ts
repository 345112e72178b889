import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity('Blog Posts')
@Index('By Title; or not', ['title'])
@Check('Chk; of length', 'length("The Title") > 0')
class Post {
  @PrimaryGeneratedColumn({ name: 'Post Id' }) id: number;
  @Column({ name: 'The Title' }) title: string;
  @Column({ name: 'a.b' }) dotted: string;
  @Column({ name: "it's" }) apostrophe: string;
  @Column({ name: '1st' }) first: string;
  @ManyToOne(() => Post) @JoinColumn({ name: 'Parent-Post' }) parent: Post;
}

export default defineSet({
  shows: 'names with spaces, dots, apostrophes, dashes, digits first and upper case',
  entities: [Post],
});
