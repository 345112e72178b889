import { Entity, PrimaryGeneratedColumn, Tree, TreeChildren, TreeLevelColumn, TreeParent } from 'typeorm';

@Entity()
@Tree('closure-table')
export class Topic {
  @PrimaryGeneratedColumn() id: number;
  @TreeChildren() children: Topic[];
  @TreeParent() parent: Topic;
  @TreeLevelColumn() level: number;
}
