/** What all constraints share: deferral, dropping, renaming. Not a kind. */

import type { Lock } from '../schema/lock';
import { keyOf, type ObjectId, type SchemaObject } from '../schema/object';
import { defineOperation, type OperationContext, type Touched } from '../schema/operation';
import type { Schema } from '../schema/schema';
import type { Deferrable } from '../typeorm/entities';
import { inSchema, inTable, lockOn, type OfTable, qualified } from './place';
import { quoteIdentifier } from './sql/quote';
import { baseType, type TypeName } from './sql/types';

/** How a revision says when a constraint is checked; not deferrable where it is left out. */
export interface DeferrableOption {
  /** `'deferred'`: at commit, unless set otherwise. `'immediate'`: at once, unless set otherwise. */
  readonly deferrable?: 'deferred' | 'immediate';
}

/** The option for a revision. */
export function deferrableOption(deferrable: Deferrable): DeferrableOption {
  return deferrable === null ? {} : { deferrable };
}

/** ` DEFERRABLE INITIALLY DEFERRED`, or nothing. */
export function deferrableSql(deferrable: Deferrable | undefined): string {
  return deferrable == null ? '' : ` DEFERRABLE INITIALLY ${deferrable.toUpperCase()}`;
}

/** What `condeferrable` and `condeferred` mean. */
export function deferrableOf(deferrable: unknown, deferred: unknown): Deferrable {
  if (deferrable !== true) return null;
  return deferred === true ? 'deferred' : 'immediate';
}

/**
 * What PostgreSQL knows of the rows that were there when a constraint was made: that they keep to it, nothing (and all
 * that are written since do), or nothing of any row (18 and later). Entities only know the first.
 */
export type Validity = 'validated' | 'not valid' | 'not enforced';

/** How a revision says that rows may not keep to a constraint. */
export interface ValidityOption {
  readonly validity?: Exclude<Validity, 'validated'>;
}

/** The option for a revision. */
export function validityOption(validity: Validity): ValidityOption {
  return validity === 'validated' ? {} : { validity };
}

/** ` NOT VALID`, or nothing. */
export function validitySql(validity: ValidityOption['validity']): string {
  return validity === undefined ? '' : ` ${validity.toUpperCase()}`;
}

/** SQL: what `convalidated` and `conenforced` of the constraint `k` mean. */
export function validityColumn(version: number): string {
  const enforced = version >= 180_000 ? "WHEN NOT k.conenforced THEN 'not enforced' " : '';
  return `CASE ${enforced}WHEN k.convalidated THEN 'validated' ELSE 'not valid' END`;
}

/** PostgreSQL looks at the rows that are there; for all else a constraint is made again. */
export function validityChange(desired: Validity, actual: Validity): 'alter' | 'recreate' {
  return desired === 'validated' && actual === 'not valid' ? 'alter' : 'recreate';
}

/** `CREATE TABLE` takes no NOT VALID. */
export function standsApart({ traits }: SchemaObject): boolean {
  return (traits as { readonly validity?: Validity }).validity === 'not valid';
}

/** `CONSTRAINT "name" …`. */
export function namedConstraint(name: string, definition: string): string {
  return `CONSTRAINT ${quoteIdentifier(name)} ${definition}`;
}

/** The meaning of every `createX(name, { table, … })`. */
export function defineCreateConstraint<Spec extends OfTable>(
  kind: string,
  definition: (spec: Spec) => string,
  /** What it stands on; a text may speak of any column of its table. */
  uses: (context: OperationContext, spec: Spec) => Touched = (context, { table, schema }) => ({
    usesPartsOf: [inSchema(context, 'table', table, schema)],
  }),
) {
  return defineOperation({
    locks: 'ACCESS EXCLUSIVE',
    statements: (context, name: string, spec: Spec) => [
      `ALTER TABLE ${qualified(context, spec.table, spec.schema)} ADD ${namedConstraint(name, definition(spec))}`,
    ],
    touches: (context, name: string, spec: Spec) => ({
      makes: [inTable(context, kind, spec, name)],
      ...uses(context, spec),
    }),
  });
}

/** The meaning of every `dropX(name, { table })`; `others`: what it locks beside the table. */
export function defineDropConstraint(kind: string, others: readonly Lock[] = []) {
  return defineOperation({
    locks: (context, _name: string, { table, schema }: OfTable) => [
      lockOn(context, 'ACCESS EXCLUSIVE', table, schema),
      ...others,
    ],
    statements: (context, name: string, of: OfTable) => [
      `ALTER TABLE ${qualified(context, of.table, of.schema)} DROP CONSTRAINT ${quoteIdentifier(name)}`,
    ],
    touches: (context, name: string, of: OfTable) => ({ changes: [inTable(context, kind, of, name)] }),
  });
}

/** The meaning of every `validateX(name, { table })`; `others`: what it locks beside the table. */
export function defineValidateConstraint(kind: string, others: readonly Lock[] = []) {
  return defineOperation({
    locks: (context, _name: string, { table, schema }: OfTable) => [
      lockOn(context, 'SHARE UPDATE EXCLUSIVE', table, schema),
      ...others,
    ],
    // It reads the whole table, and what has added the constraint locks it against everybody.
    boundary: 'before',
    statements: (context, name: string, of: OfTable) => [
      `ALTER TABLE ${qualified(context, of.table, of.schema)} VALIDATE CONSTRAINT ${quoteIdentifier(name)}`,
    ],
    touches: (context, name: string, of: OfTable) => ({ changes: [inTable(context, kind, of, name)] }),
  });
}

/** The meaning of every `renameX(from, to, { table })`. */
export function defineRenameConstraint(kind: string) {
  return defineOperation({
    locks: 'ACCESS EXCLUSIVE',
    statements: (context, from: string, to: string, of: OfTable) => [
      `ALTER TABLE ${qualified(context, of.table, of.schema)} RENAME CONSTRAINT ${quoteIdentifier(from)} TO ${quoteIdentifier(to)}`,
    ],
    touches: (context, from: string, to: string, of: OfTable) => ({
      makes: [inTable(context, kind, of, to)],
      changes: [inTable(context, kind, of, from)],
    }),
  });
}

/** The keys of the columns with these names, in the table that `path` leads into. */
export function columnKeys(path: readonly string[], columns: readonly string[]): string[] {
  return columns.map((column) => keyOf({ kind: 'column', path: [path[0] as string, path[1] as string, column] }));
}

/**
 * SQL: the numbers of the columns that the index `i` mentions, in its expressions and its predicate too. Those of a
 * constraint's own columns are with the constraint.
 */
export const COLUMNS_OF_INDEX = `SELECT x.refobjsubid FROM pg_catalog.pg_depend x
  WHERE x.classid = 'pg_catalog.pg_class'::regclass AND x.objid = i.indexrelid
    AND x.refclassid = 'pg_catalog.pg_class'::regclass AND x.refobjid = i.indrelid AND x.refobjsubid > 0`;

/** The keys of all columns beside an object: what a text may refer to, for all we know without parsing it. */
export function siblingColumnKeys(parent: ObjectId, schema: Schema): string[] {
  return schema
    .children(parent)
    .filter((sibling) => sibling.kind === 'column')
    .map(keyOf);
}

/**
 * Whether a column comes to hold values of another sort, so that a text over it means something else. PostgreSQL would
 * write casts into the text: `(a > 0)` over an integer that becomes a double, and integer again, is never `(a > 0)` again.
 */
export function retypesColumn({ before, after, traits }: Alteration): boolean {
  if (before.kind !== 'column' || after === undefined || !traits.has('type')) return false;
  const [from, to] = [before.traits, after.traits].map((known) => (known as { readonly type?: TypeName }).type);
  return typeof from !== 'string' || typeof to !== 'string' || baseType(from) !== baseType(to);
}

/** What is known about an object that changes, or goes, while others need it. */
interface Alteration {
  readonly before: SchemaObject;
  readonly after: SchemaObject | undefined;
  readonly traits: ReadonlySet<string>;
}

/** The names that constraints of one table share. */
export function constraintClaim(path: readonly string[]): string {
  return `constraint\u0000${path.join('\u0000')}`;
}

/** What tables, columns and types provide together: all that a query may mention, for all we know without parsing it. */
export const ANYTHING = 'anything';

/** The names that tables, indexes, sequences and views of one schema share. */
export function relationClaim(schema: string, name: string): string {
  return `relation\u0000${schema}\u0000${name}`;
}

/** What a foreign key needs of the other table: a unique key over these columns. */
export function keyToken(schema: string, table: string, columns: readonly string[]): string {
  return `key\u0000${schema}\u0000${table}\u0000${[...columns].sort().join('\u0000')}`;
}

/** The columns of a list after one column was renamed; `table` is the path of the table that the list is about. */
export function renamedColumns(
  table: readonly string[],
  columns: readonly string[],
  from: ObjectId,
  to: ObjectId,
): readonly string[] {
  const about = from.kind === 'column' && from.path[0] === table[0] && from.path[1] === table[1];
  if (!about) return columns;
  return columns.map((column) => (column === from.path[2] ? (to.path[2] as string) : column));
}
