import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Choice {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'enum', enum: ["it's", "o'clock"], default: () => "'it''s'" }) label: string;
}

export default defineSet({
  shows: 'enum labels with an apostrophe',
  entities: [Choice],
  typeorm: { only: '1', because: '0.3 does not escape the apostrophe: its CREATE TYPE fails' },
});
