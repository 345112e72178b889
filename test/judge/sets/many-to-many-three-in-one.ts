import { Entity, JoinTable, ManyToMany, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class User {
  @PrimaryGeneratedColumn() id: number;
  @ManyToMany(() => Group) @JoinTable() memberOf: Group[];
  @ManyToMany(() => Group) @JoinTable() adminOf: Group[];
  @ManyToMany(() => Group, { createForeignKeyConstraints: false }) @JoinTable({ name: 'watchers' }) watches: Group[];
}

@Entity({ name: 'groups', schema: 'app' })
class Group {
  @PrimaryGeneratedColumn('uuid') id: string;
}

export default defineSet({
  shows: 'three join tables between two tables, one of them without foreign keys',
  entities: [User, Group],
  schemas: ['app'],
});
