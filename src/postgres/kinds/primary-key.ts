/** Primary keys. Source: PostgreSQL documentation, SQL-CREATETABLE-PARMS-PRIMARY-KEY. */

import { defineKind } from '../../schema/kind';
import type { Deferrable } from '../../typeorm/entities';
import {
  columnKeys,
  constraintClaim,
  type DeferrableOption,
  deferrableOf,
  deferrableOption,
  deferrableSql,
  defineCreateConstraint,
  defineDropConstraint,
  defineRenameConstraint,
  keyToken,
  namedConstraint,
  relationClaim,
  renamedColumns,
} from '../constraint';
import { type KeyConstraintRow, keyConstraintQuery } from '../key-constraint';
import { type OfTable, ofTable, pathIn, tableOf } from '../place';
import { quoteList } from '../sql/quote';

export interface PrimaryKeyTraits {
  readonly columns: readonly string[];
  readonly deferrable: Deferrable;
}

/** A primary key as a revision writes it. */
export interface PrimaryKeySpec extends DeferrableOption {
  readonly columns: readonly string[];
}

function definition(spec: PrimaryKeySpec): string {
  return `PRIMARY KEY (${quoteList(spec.columns)})${deferrableSql(spec.deferrable)}`;
}

function specOf({ columns, deferrable }: PrimaryKeyTraits): PrimaryKeySpec {
  return { columns, ...deferrableOption(deferrable) };
}

export const primaryKey = defineKind<'primaryKey', PrimaryKeyTraits>()({
  name: 'primaryKey',
  reflect: {
    queries: () => [keyConstraintQuery('p')],
    *read([rows = []], names) {
      for (const [table, name, columns, deferrable, deferred] of rows as KeyConstraintRow[]) {
        const parent = names.table(table);
        const path = pathIn(parent, name);
        yield {
          kind: 'primaryKey',
          path,
          parent,
          traits: { columns: names.columns(table, columns), deferrable: deferrableOf(deferrable, deferred) },
        };
      }
    },
  },
  *fromEntities(entities) {
    for (const { schema, name: table, primaryKey } of entities.tables) {
      if (primaryKey === null) continue;
      const path = [schema, table, primaryKey.name];
      yield {
        kind: 'primaryKey',
        path,
        parent: tableOf(path),
        traits: { columns: primaryKey.columns, deferrable: null },
      };
    }
  },
  traits: { columns: { change: 'recreate' }, deferrable: { change: 'recreate' } },
  operations: {
    createPrimaryKey: defineCreateConstraint<OfTable & PrimaryKeySpec>(definition),
    dropPrimaryKey: defineDropConstraint(),
    renamePrimaryKey: defineRenameConstraint(),
  },
  create: ({ path, traits }, context) => [
    { name: 'createPrimaryKey', args: [path[2], { ...ofTable(path, context), ...specOf(traits) }] },
  ],
  drop: ({ path }, context) => [{ name: 'dropPrimaryKey', args: [path[2], ofTable(path, context)] }],
  part: {
    slot: 'primaryKey',
    form: 'single',
    spec: ({ path, traits }) => ({ name: path[2] as string, ...specOf(traits) }),
    fragment: (spec: PrimaryKeySpec & { readonly name: string }) => namedConstraint(spec.name, definition(spec)),
  },
  rename: {
    decide: 'same',
    operations: ({ path }, to, context) => [{ name: 'renamePrimaryKey', args: [path[2], to, ofTable(path, context)] }],
  },
  renamed: (object, from, to) => ({
    ...object,
    traits: { ...object.traits, columns: renamedColumns(object.path, object.traits.columns, from, to) },
  }),
  needs: ({ path, traits }) => columnKeys(path, traits.columns),
  provides: ({ path, traits }) => [keyToken(path[0] as string, path[1] as string, traits.columns)],
  claims: ({ path }) => [
    constraintClaim(path),
    constraintClaim([path[0] as string, path[1] as string, '', 'primary key']),
    relationClaim(path[0] as string, path[2] as string),
  ],
});
