import { Column, Entity, PrimaryGeneratedColumn, Tree, TreeChildren, TreeLevelColumn, TreeParent } from 'typeorm';
import { defineSet } from '../set';

@Entity()
@Tree('closure-table')
class Category {
  @PrimaryGeneratedColumn() id: number;
  @Column() name: string;
  @TreeChildren() children: Category[];
  @TreeParent({ onDelete: 'CASCADE' }) parent: Category;
  @TreeLevelColumn() level: number;
}

export default defineSet({ shows: 'a tree with a closure table', entities: [Category] });
