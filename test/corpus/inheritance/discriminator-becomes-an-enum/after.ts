import { ChildEntity, Column, Entity, PrimaryGeneratedColumn, TableInheritance } from 'typeorm';

@Entity()
@TableInheritance({ column: { type: 'enum', enum: ['Photo', 'Video'], name: 'type' } })
export class Content {
  @PrimaryGeneratedColumn() id: number;
}
@ChildEntity()
export class Photo extends Content {
  @Column() size: string;
}
@ChildEntity()
export class Video extends Content {
  @Column() codec: string;
}
