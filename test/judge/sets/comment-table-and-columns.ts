import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity({ comment: 'People who can sign in' })
class User {
  @PrimaryGeneratedColumn({ comment: 'given by the sequence' }) id: number;
  @Column({ comment: 'unique, in lower case', unique: true }) email: string;
  @Column({ type: 'enum', enum: ['a', 'b'], comment: 'an enum' }) letter: string;
}

export default defineSet({ shows: 'comments on a table and its columns', entities: [User] });
