import {
  Check,
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  OneToMany,
  PrimaryColumn,
  PrimaryGeneratedColumn,
} from 'typeorm';
import { defineSet } from '../set';

@Entity('user')
@Check('chk_reserved', '"select" > 0')
class User {
  @PrimaryGeneratedColumn() id: number;
  @Column() select: number;
  @Column() order: string;
  @Column({ name: 'group', unique: true }) group: string;
  @Column({ name: 'default', type: 'enum', enum: ['table', 'from'] }) default: string;
  @Column({ comment: 'check' }) @Index() check: boolean;
  @OneToMany(
    () => Table,
    (table) => table.references,
  )
  tables: Table[];
}

@Entity({ name: 'table', schema: 'all' })
class Table {
  @PrimaryColumn({ name: 'primary' }) primary: number;
  @ManyToOne(
    () => User,
    (user) => user.tables,
  )
  @JoinColumn({ name: 'references' })
  references: User;
}

export default defineSet({ shows: "SQL's reserved words as names", entities: [User, Table], schemas: ['all'] });
