import { Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Page {
  @PrimaryColumn() book: number;
  @PrimaryGeneratedColumn() id: number;
}

export default defineSet({ shows: 'a serial column inside a composite primary key', entities: [Page] });
