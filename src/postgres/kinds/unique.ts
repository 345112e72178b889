/** Unique constraints. Source: PostgreSQL documentation, SQL-CREATETABLE-PARMS-UNIQUE. */

import { equal } from '../../schema/equal';
import { defineKind } from '../../schema/kind';
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
import { columnsIn, type OfTable, tableOf } from '../place';
import { quoteList } from '../sql/quote';
import { probeOf, steadyColumns } from '../steady';

export interface UniqueTraits extends KeyTraits {
  /** Columns that the index carries without their being unique. */
  readonly include: readonly string[];
  /** Two NULLs are the same. From PostgreSQL 15 on. */
  readonly nullsNotDistinct: boolean;
}

/** A unique constraint as a revision writes it. */
export interface UniqueSpec extends KeySpec {
  readonly include?: readonly string[];
  readonly nullsNotDistinct?: boolean;
}

function definition(spec: UniqueSpec): string {
  const nulls = spec.nullsNotDistinct ? ' NULLS NOT DISTINCT' : '';
  const include = spec.include === undefined ? '' : ` INCLUDE (${quoteList(spec.include)})`;
  return `UNIQUE${nulls} (${quoteList(spec.columns)})${include}${deferrableSql(spec.deferrable)}`;
}

function specOf({ columns, deferrable, include, nullsNotDistinct }: UniqueTraits): UniqueSpec {
  return {
    columns,
    ...(include.length === 0 ? {} : { include }),
    ...(nullsNotDistinct ? { nullsNotDistinct } : {}),
    ...deferrableOption(deferrable),
  };
}

const { create, drop, rename, part } = keyConstraint('Unique', specOf, definition);

export const unique = defineKind<'unique', UniqueTraits>()({
  name: 'unique',
  reflect: {
    queries: (session) => [keyConstraintsQuery(session)],
    read: ([rows = []], names) =>
      readKeyConstraints('unique', rows, names, (key, include, nullsNotDistinct) => ({
        ...key,
        include,
        nullsNotDistinct,
      })),
  },
  fromEntities: ({ tables }) =>
    tables.flatMap(({ schema, name: table, uniques }) =>
      uniques.map(({ name, columns, deferrable }) => {
        const path = [schema, table, name];
        const traits = { columns, deferrable, include: [], nullsNotDistinct: false };
        return { kind: 'unique', path, parent: tableOf(path), traits };
      }),
    ),
  traits: {
    columns: { change: 'recreate' },
    deferrable: { change: 'recreate' },
    include: { change: 'recreate' },
    nullsNotDistinct: { change: 'recreate' },
  },
  operations: {
    createUnique: defineCreateConstraint<OfTable & UniqueSpec>('unique', definition, (context, spec) => ({
      uses: columnsIn(context, spec, [...spec.columns, ...(spec.include ?? [])]),
    })),
    dropUnique: defineDropConstraint('unique'),
    renameUnique: defineRenameConstraint('unique'),
  },
  create,
  drop,
  probes: (before, after, context) => {
    const { columns, nullsNotDistinct } = after.traits;
    const isKnown = equal(before?.traits.columns, columns) && (before?.traits.nullsNotDistinct || !nullsNotDistinct);
    const old = isKnown ? undefined : steadyColumns(tableOf(after.path), columns, context);
    const spec = { unique: old, ...(nullsNotDistinct ? { nullsNotDistinct } : {}) };
    return old === undefined ? [] : [probeOf(after, spec, context)];
  },
  part: {
    slot: 'uniques',
    form: 'list',
    // CREATE TABLE makes one constraint of two over the same columns, and forgets the name of the second.
    apart: ({ path, parent, traits }, after) =>
      parent !== null &&
      after.children(parent).some((sibling) => {
        const { columns } = sibling.traits as { readonly columns?: readonly string[] };
        const key = sibling.kind === 'primaryKey' || (sibling.kind === 'unique' && sibling.path[2] !== path[2]);
        return key && equal(columns, traits.columns);
      }),
    ...part,
  },
  rename,
  renamed: (object, from, to) => ({
    ...object,
    traits: {
      ...object.traits,
      columns: renamedColumns(object.path, object.traits.columns, from, to),
      include: renamedColumns(object.path, object.traits.include, from, to),
    },
  }),
  needs: ({ path, traits }) => columnKeys(path, [...traits.columns, ...traits.include]),
  provides: ({ path, traits }) =>
    traits.deferrable === null ? [keyToken(path[0] as string, path[1] as string, traits.columns)] : [],
  named: "@Unique('other_name', …)",
  claims: ({ path }) => [constraintClaim(path), relationClaim(path[0] as string, path[2] as string)],
});
