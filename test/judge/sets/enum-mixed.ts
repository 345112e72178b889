import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

enum Mixed {
  Zero = 0,
  Text = 'text',
}

@Entity()
class Answer {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'enum', enum: Mixed, default: Mixed.Text }) mixed: Mixed;
}

export default defineSet({ shows: 'a TypeScript enum of numbers and strings', entities: [Answer] });
