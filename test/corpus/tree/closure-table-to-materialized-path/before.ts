import { Entity, PrimaryGeneratedColumn, Tree, TreeChildren, TreeParent } from 'typeorm';

@Entity()
@Tree('closure-table')
export class Topic {
  @PrimaryGeneratedColumn() id: number;
  @TreeChildren() children: Topic[];
  @TreeParent() parent: Topic;
}
