import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Token {
  @PrimaryColumn() id: number;
  @Column({ type: 'text', default: () => "md5('A')" }) digest: string;
  @Column({ type: 'text', default: () => "lower('ABC')" }) lower: string;
  @Column({ type: 'double precision', default: () => 'random()' }) chance: number;
  @Column({ type: 'text', default: () => 'CURRENT_USER' }) author: string;
}

export default defineSet({ shows: 'functions as defaults', entities: [Token] });
