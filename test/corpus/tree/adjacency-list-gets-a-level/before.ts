import { Entity, ManyToOne, OneToMany, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Topic {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne('Topic', 'children') parent: unknown;
  @OneToMany('Topic', 'parent') children: unknown[];
}
