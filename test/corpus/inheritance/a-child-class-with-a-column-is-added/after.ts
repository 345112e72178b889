import { ChildEntity, Column, Entity, Index, PrimaryGeneratedColumn, TableInheritance } from 'typeorm';

@Entity()
@TableInheritance({ column: { type: 'varchar', name: 'type' } })
export class Content {
  @PrimaryGeneratedColumn() id: number;
  @Column() title: string;
}
@ChildEntity()
export class Photo extends Content {
  @Column() size: string;
}
@ChildEntity()
export class Video extends Content {
  @Column({ type: 'int' }) seconds: number;
  @Index() @Column() codec: string;
}
