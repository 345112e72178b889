import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Text {
  @PrimaryColumn() id: number;
  @Column({ comment: 'before\0 and after' }) between: string;
}

export default defineSet({ shows: 'comments with null bytes, which PostgreSQL cannot hold', entities: [Text] });
