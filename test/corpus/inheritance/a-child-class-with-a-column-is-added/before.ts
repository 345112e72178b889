import { ChildEntity, Column, Entity, PrimaryGeneratedColumn, TableInheritance } from 'typeorm';

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
