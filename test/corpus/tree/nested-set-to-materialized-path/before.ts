import { Entity, PrimaryGeneratedColumn, Tree, TreeChildren, TreeParent } from 'typeorm';

@Entity()
@Tree('nested-set')
export class Topic {
  @PrimaryGeneratedColumn() id: number;
  @TreeChildren() children: Topic[];
  @TreeParent() parent: Topic;
}
