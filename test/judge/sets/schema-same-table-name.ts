import { Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity('item')
class PublicItem {
  @PrimaryGeneratedColumn() id: number;
  @Column() @Index() name: string;
}

@Entity('item', { schema: 'archive' })
class ArchivedItem {
  @PrimaryGeneratedColumn() id: number;
  @Column() @Index() name: string;
  @ManyToOne(() => PublicItem) original: PublicItem;
}

export default defineSet({
  shows: 'tables of one name in two schemas, with constraints and indexes of one name',
  entities: [PublicItem, ArchivedItem],
  schemas: ['archive'],
});
