import { Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity({ comment: '' })
class Nothing {
  @PrimaryColumn({ comment: '' }) id: number;
}

export default defineSet({ shows: 'empty comments, which are none', entities: [Nothing] });
