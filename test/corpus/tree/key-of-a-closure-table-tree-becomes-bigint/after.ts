import { Entity, PrimaryGeneratedColumn, Tree, TreeChildren, TreeParent } from 'typeorm';

@Entity()
@Tree('closure-table')
export class Topic {
  @PrimaryGeneratedColumn({ type: 'bigint' }) id: string;
  @TreeChildren() children: Topic[];
  @TreeParent() parent: Topic;
}
