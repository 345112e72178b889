/** Primary keys. Source: PostgreSQL documentation, SQL-CREATETABLE-PARMS-PRIMARY-KEY. */

import { equal } from '../../schema/equal';
import { defineKind } from '../../schema/kind';
import type { OperationContext, Trail } from '../../schema/operation';
import {
  columnKeys,
  constraintClaim,
  deferrableOption,
  deferrableSql,
  defineCreateConstraint,
  defineDropConstraint,
  defineRenameConstraint,
  keyToken,
  relationClaim,
  renamedColumns,
} from '../constraint';
import {
  type KeySpec,
  type KeyTraits,
  keyConstraint,
  keyConstraintsQuery,
  readKeyConstraints,
} from '../key-constraint';
import { columnsIn, inSchema, type OfTable, tableOf } from '../place';
import { quoteList } from '../sql/quote';
import { probeOf, steadyColumns } from '../steady';

export type PrimaryKeyTraits = KeyTraits;

/** A primary key as a revision writes it. */
export type PrimaryKeySpec = KeySpec;

function definition(spec: PrimaryKeySpec): string {
  return `PRIMARY KEY (${quoteList(spec.columns)})${deferrableSql(spec.deferrable)}`;
}

function specOf({ columns, deferrable }: PrimaryKeyTraits): PrimaryKeySpec {
  return { columns, ...deferrableOption(deferrable) };
}

const { create, drop, rename, part } = keyConstraint('PrimaryKey', specOf, definition);

/** What creating one touches: a table has one, whatever its name. */
function theKeyOf(context: OperationContext, { table, schema }: OfTable): Trail {
  const [owner, ...rest] = inSchema(context, 'table', table, schema);
  return [{ kind: 'primaryKey', path: owner.path }, owner, ...rest];
}

export const primaryKey = defineKind<'primaryKey', PrimaryKeyTraits>()({
  name: 'primaryKey',
  reflect: {
    queries: (session) => [keyConstraintsQuery(session)],
    read: ([rows = []], names) => readKeyConstraints('primaryKey', rows, names, (key) => key),
  },
  fromEntities: ({ tables }) =>
    tables.flatMap(({ schema, name: table, primaryKey }) => {
      if (primaryKey === null) return [];
      const path = [schema, table, primaryKey.name];
      const traits = { columns: primaryKey.columns, deferrable: null };
      return [{ kind: 'primaryKey', path, parent: tableOf(path), traits }];
    }),
  traits: { columns: { change: 'recreate' }, deferrable: { change: 'recreate' } },
  operations: {
    createPrimaryKey: defineCreateConstraint<OfTable & PrimaryKeySpec>('primaryKey', definition, (context, spec) => ({
      makes: [theKeyOf(context, spec)],
      uses: columnsIn(context, spec, spec.columns),
    })),
    dropPrimaryKey: defineDropConstraint('primaryKey'),
    renamePrimaryKey: defineRenameConstraint('primaryKey'),
  },
  create,
  drop,
  probes: (before, after, context) => {
    const isKnown = equal(before?.traits.columns, after.traits.columns);
    const old = isKnown ? undefined : steadyColumns(tableOf(after.path), after.traits.columns, context);
    return old === undefined ? [] : [probeOf(after, { unique: old }, context)];
  },
  part: { slot: 'primaryKey', form: 'single', ...part },
  rename,
  renamed: (object, from, to) => ({
    ...object,
    traits: { ...object.traits, columns: renamedColumns(object.path, object.traits.columns, from, to) },
  }),
  needs: ({ path, traits }) => columnKeys(path, traits.columns),
  provides: ({ path, traits }) => [keyToken(path[0] as string, path[1] as string, traits.columns)],
  named: "primaryKeyConstraintName: 'other_name'",
  claims: ({ path }) => [
    constraintClaim(path),
    constraintClaim([path[0] as string, path[1] as string, '', 'primary key']),
    relationClaim(path[0] as string, path[2] as string),
  ],
});
