import { Entity, PrimaryGeneratedColumn, Tree, TreeChildren, TreeParent } from 'typeorm';

@Entity()
@Tree('materialized-path')
export class Place {
  @PrimaryGeneratedColumn() id: number;
  @TreeChildren() children: Place[];
  @TreeParent() parent: Place;
}
@Entity()
@Tree('nested-set')
export class Part {
  @PrimaryGeneratedColumn() id: number;
  @TreeChildren() children: Part[];
  @TreeParent() parent: Part;
}
