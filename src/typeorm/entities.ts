/**
 * What TypeORM's metadata says about the wanted schema, as plain data: names as PostgreSQL keeps them, types as
 * PostgreSQL prints them, texts as the author wrote them. No DDL here, and no class of TypeORM's.
 */

import type { TypeName } from '../postgres/sql/types';
import type { ObjectId } from '../schema/object';

/** Everything that entities say. */
export interface Entities {
  /** The schema of tables that name none. */
  readonly defaultSchema: string;
  readonly tables: readonly EntityTable[];
  readonly extensions: readonly string[];
  readonly enums: readonly EntityEnum[];
  /** What the entities ask to be left alone (`synchronize: false`), and TypeORM's own tables. */
  readonly ignored: readonly ObjectId[];
  /** Each after those that its entity depends on. */
  readonly views: readonly EntityView[];
  /** TypeORM's own table of generated columns and views. */
  readonly metadataTable: { readonly schema: string; readonly name: string };
}

/** One table that TypeORM is to keep in step. */
export interface EntityTable {
  readonly schema: string;
  readonly name: string;
  readonly comment: string | null;
  readonly columns: readonly EntityColumn[];
  readonly primaryKey: { readonly name: string; readonly columns: readonly string[] } | null;
  readonly uniques: readonly EntityUnique[];
  readonly checks: readonly { readonly name: string; readonly expression: string }[];
  readonly exclusions: readonly {
    readonly name: string;
    readonly expression: string;
    readonly deferrable: Deferrable;
  }[];
  readonly foreignKeys: readonly EntityForeignKey[];
  readonly indexes: readonly EntityIndex[];
}

/** When a constraint is checked: `null` at once and always. */
export type Deferrable = 'immediate' | 'deferred' | null;

/** One column. */
export interface EntityColumn {
  readonly name: string;
  readonly type: TypeName;
  readonly collation: string | null;
  readonly nullable: boolean;
  /** The default's SQL. */
  readonly default: string | null;
  readonly generation: 'serial' | 'identity always' | 'identity by default' | null;
  /** The SQL of a generated column. */
  readonly generatedAs: string | null;
  readonly comment: string | null;
}

/** One unique constraint. */
export interface EntityUnique {
  readonly name: string;
  readonly columns: readonly string[];
  readonly deferrable: Deferrable;
}

/** What happens to rows that refer to a changed or deleted row. */
export type ReferentialAction = 'NO ACTION' | 'RESTRICT' | 'CASCADE' | 'SET NULL' | 'SET DEFAULT';

/** One foreign key. */
export interface EntityForeignKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly references: { readonly schema: string; readonly table: string; readonly columns: readonly string[] };
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
  readonly deferrable: Deferrable;
}

/** One index. */
export interface EntityIndex {
  readonly name: string;
  readonly columns: readonly string[];
  /** Those of its columns that are sorted the other way round. */
  readonly descending?: readonly string[];
  readonly unique: boolean;
  readonly method: string;
  readonly where: string | null;
  /** To be built while others write to the table. */
  readonly concurrent?: true;
}

/** One view that TypeORM is to keep in step. */
export interface EntityView {
  readonly schema: string;
  readonly name: string;
  /** The query, to the letter as TypeORM keeps it in its own table. */
  readonly definition: string;
  readonly materialized: boolean;
  /** Only a materialized view has any. */
  readonly indexes: readonly EntityIndex[];
}

/** One enum type, which several columns may share. */
export interface EntityEnum {
  readonly schema: string;
  readonly name: string;
  readonly labels: readonly string[];
}
