import { Column, Entity, PrimaryGeneratedColumn, ViewColumn, ViewEntity } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Post {
  @PrimaryGeneratedColumn() id: number;
  @Column() title: string;
  @Column({ type: 'enum', enum: ['draft', 'open'], default: 'draft' }) state: string;
}

@ViewEntity({ expression: `  SELECT id, upper(title) AS "Loud" FROM post WHERE state = 'open' AND id in (1, 2, 3)  ` })
class OpenPost {
  @ViewColumn() id: number;
  @ViewColumn({ name: 'Loud' }) loud: string;
}

export default defineSet({ shows: 'a view in the words of its author', entities: [Post, OpenPost] });
