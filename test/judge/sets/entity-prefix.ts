import { Column, Entity, Index, JoinTable, ManyToMany, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Post {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'enum', enum: ['a', 'b'] }) letter: string;
  @Column() @Index() title: string;
  @ManyToMany(() => Tag) @JoinTable() tags: Tag[];
}

@Entity('labels')
class Tag {
  @PrimaryGeneratedColumn() id: number;
}

export default defineSet({
  shows: 'a prefix for all tables',
  entities: [Post, Tag],
  options: { entityPrefix: 'app_' },
});
