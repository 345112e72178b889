import { Entity, PrimaryGeneratedColumn, Tree, TreeChildren, TreeParent } from 'typeorm';
import { defineSet } from '../set';

@Entity({ schema: 'app' })
@Tree('closure-table', {
  closureTableName: 'ancestry',
  ancestorColumnName: (column) => `ancestor_${column.propertyName}`,
  descendantColumnName: (column) => `descendant_${column.propertyName}`,
})
class Category {
  @PrimaryGeneratedColumn('uuid') id: string;
  @TreeChildren() children: Category[];
  @TreeParent() parent: Category;
}

export default defineSet({
  shows: 'a closure table with names of its own, in another schema',
  entities: [Category],
  schemas: ['app'],
});
