import { ChildEntity, Column, Entity, ManyToOne, PrimaryGeneratedColumn, TableInheritance } from 'typeorm';

@Entity()
export class Place {
  @PrimaryGeneratedColumn() id: number;
}
@Entity()
@TableInheritance({ column: { type: 'varchar', name: 'type' } })
export class Content {
  @PrimaryGeneratedColumn() id: number;
}
@ChildEntity()
export class Photo extends Content {
  @Column() size: string;
}
@ChildEntity()
export class Walk extends Content {
  @ManyToOne(() => Place) place: Place;
}
