import { Entity, PrimaryGeneratedColumn, Tree, TreeChildren, TreeParent } from 'typeorm';

@Entity()
@Tree('closure-table', { closureTableName: 'topic' })
export class Topic {
  @PrimaryGeneratedColumn() id: number;
  @TreeChildren() children: Topic[];
  @TreeParent() parent: Topic;
}
