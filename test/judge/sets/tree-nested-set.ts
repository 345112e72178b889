import { Entity, PrimaryGeneratedColumn, Tree, TreeChildren, TreeParent } from 'typeorm';
import { defineSet } from '../set';

@Entity()
@Tree('nested-set')
class Category {
  @PrimaryGeneratedColumn() id: number;
  @TreeChildren() children: Category[];
  @TreeParent() parent: Category;
}

export default defineSet({ shows: 'a tree as nested sets', entities: [Category] });
