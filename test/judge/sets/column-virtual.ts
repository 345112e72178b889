import { Column, Entity, PrimaryColumn, VirtualColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Author {
  @PrimaryColumn() id: number;
  @Column() name: string;
  @VirtualColumn({ query: (alias) => `SELECT length(${alias}.name)` }) nameLength: number;
}

export default defineSet({ shows: 'a virtual column, which no table has', entities: [Author] });
