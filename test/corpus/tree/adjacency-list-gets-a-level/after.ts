import { Column, Entity, ManyToOne, OneToMany, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Topic {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne('Topic', 'children', { onDelete: 'CASCADE' }) parent: unknown;
  @OneToMany('Topic', 'parent') children: unknown[];
  @Column({ default: 0 }) level: number;
}
