import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Choice {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'enum', enum: ['', ' ', 'with space', 'with-dash', 'UPPER', 'upper', 'a/b', '日本', 'NULL', '1'] })
  label: string;
  @Column({ type: 'enum', enum: ['one,two', '{x}', '"y"', 'back`tick'], nullable: true }) punctuation: string | null;
}

export default defineSet({ shows: 'labels that are empty, spaced, punctuated or not ASCII', entities: [Choice] });
