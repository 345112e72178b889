import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { defineSet } from '../set';

@Entity()
@Unique('uq_code', ['code'])
@Unique('Uq Pair', ['a', 'b'])
class Item {
  @PrimaryGeneratedColumn() id: number;
  @Column() code: string;
  @Column() a: number;
  @Column() b: number;
}

export default defineSet({ shows: 'unique constraints with names of their own', entities: [Item] });
