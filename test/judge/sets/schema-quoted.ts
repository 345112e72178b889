import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity({ schema: 'My Schema' })
class Thing {
  @PrimaryGeneratedColumn() id: number;
  @Column() @Index() name: string;
  @Column({ type: 'enum', enum: ['a'] }) letter: string;
}

export default defineSet({ shows: 'a schema whose name has to be quoted', entities: [Thing], schemas: ['My Schema'] });
