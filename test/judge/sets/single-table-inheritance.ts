import { ChildEntity, Column, Entity, PrimaryGeneratedColumn, TableInheritance } from 'typeorm';
import { defineSet } from '../set';

@Entity()
@TableInheritance({ column: { type: 'varchar', name: 'type' } })
class Content {
  @PrimaryGeneratedColumn() id: number;
  @Column() title: string;
}

@ChildEntity()
class Photo extends Content {
  @Column() size: number;
}

@ChildEntity('q')
class Question extends Content {
  @Column() answers: number;
  @Column({ default: 'easy' }) difficulty: string;
}

export default defineSet({
  shows: 'single table inheritance: one table for a family of classes',
  entities: [Content, Photo, Question],
});
