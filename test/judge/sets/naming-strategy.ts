import {
  Column,
  DefaultNamingStrategy,
  Entity,
  Index,
  JoinTable,
  ManyToMany,
  ManyToOne,
  PrimaryGeneratedColumn,
} from 'typeorm';
import { defineSet } from '../set';

/** What most projects use: snake_case everywhere, and readable names of constraints. */
class SnakeCase extends DefaultNamingStrategy {
  private snake = (name: string) => name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
  override tableName(target: string, given: string | undefined) {
    return given ?? `${this.snake(target)}s`;
  }
  override columnName(property: string, given: string | undefined, prefixes: string[]) {
    return this.snake([...prefixes, given ?? property].join('_'));
  }
  override joinColumnName(relation: string, referenced: string) {
    return this.snake(`${relation}_${referenced}`);
  }
  override joinTableName(first: string, second: string) {
    return this.snake(`${first}_${second}`);
  }
  override joinTableColumnName(table: string, property: string, column?: string) {
    return this.snake(`${table}_${column ?? property}`);
  }
  override primaryKeyName(table: unknown) {
    return `pk_${this.getTableName(table as string)}`;
  }
  override foreignKeyName(table: unknown, columns: string[]) {
    return `fk_${this.getTableName(table as string)}_${columns.join('_')}`;
  }
  override indexName(table: unknown, columns: string[]) {
    return `ix_${this.getTableName(table as string)}_${columns.join('_')}`;
  }
  override uniqueConstraintName(table: unknown, columns: string[]) {
    return `uq_${this.getTableName(table as string)}_${columns.join('_')}`;
  }
}

@Entity()
class BlogTag {
  @PrimaryGeneratedColumn() tagNumber: number;
}

@Entity()
class BlogPost {
  @PrimaryGeneratedColumn() id: number;
  @Column({ unique: true }) urlSlug: string;
  @Column() @Index() publishedOn: Date;
  @ManyToMany(() => BlogTag) @JoinTable() blogTags: BlogTag[];
  @ManyToOne(() => BlogTag) mainTag: BlogTag;
}

export default defineSet({
  shows: 'a naming strategy of the project',
  entities: [BlogPost, BlogTag],
  options: { namingStrategy: new SnakeCase() },
});
