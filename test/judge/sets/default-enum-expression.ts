import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Post {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'enum', enum: ['a', 'b'], default: () => "'a'" }) letter: string;
}

export default defineSet({
  shows: 'the default of an enum as an expression',
  entities: [Post],
  typeorm: { only: '1', because: '0.3 quotes the quotes of the expression: its CREATE fails' },
});
