import { Column, Entity, ManyToOne, OneToMany, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Category {
  @PrimaryGeneratedColumn() id: number;
  @Column() name: string;
  @ManyToOne(
    () => Category,
    (category) => category.children,
  )
  parent: Category;
  @OneToMany(
    () => Category,
    (category) => category.parent,
  )
  children: Category[];
}

export default defineSet({ shows: 'a tree as an adjacency list', entities: [Category] });
