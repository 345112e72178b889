/** Check constraints. Source: PostgreSQL documentation, SQL-CREATETABLE-PARMS-CHECK. */

import { defineKind } from '../../schema/kind';
import { writtenTraits } from '../../schema/object';
import {
  columnKeys,
  constraintClaim,
  defineCreateConstraint,
  defineDropConstraint,
  defineRenameConstraint,
  namedConstraint,
  retypesColumn,
  siblingColumnKeys,
} from '../constraint';
import { type OfTable, ofTable, pathIn, tableOf } from '../place';
import { Sql } from '../sql/sql';
import { isTextSteady, probeOf } from '../steady';

export interface CheckTraits {
  /** SQL, without the word CHECK and its parentheses. */
  readonly expression: string;
}

/** A check constraint as a revision writes it. */
export interface CheckSpec {
  readonly expression: Sql;
}

function definition({ expression }: CheckSpec): string {
  return `CHECK (${expression.text})`;
}

export const check = defineKind<'check', CheckTraits>()({
  name: 'check',
  reflect: {
    queries: () => [
      `SELECT k.conrelid, k.conname, pg_catalog.pg_get_expr(k.conbin, k.conrelid), k.conkey
         FROM pg_catalog.pg_constraint k
         JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE k.contype = 'c' AND n.nspname = ANY($1::text[]) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        ORDER BY n.nspname, c.relname, k.conname`,
    ],
    *read([rows = []], names) {
      for (const [table, name, expression, columns] of rows as [number, string, string, number[] | null][]) {
        const parent = names.table(table);
        const path = pathIn(parent, name);
        yield {
          kind: 'check',
          path,
          parent,
          traits: { expression },
          needs: columnKeys(path, names.columns(table, columns ?? [])),
        };
      }
    },
  },
  *fromEntities(entities) {
    for (const { schema, name: table, checks } of entities.tables) {
      for (const { name, expression } of checks) {
        const path = [schema, table, name];
        yield { kind: 'check', path, parent: tableOf(path), traits: { expression } };
      }
    }
  },
  traits: { expression: { change: 'recreate', text: true } },
  operations: {
    createCheck: defineCreateConstraint<OfTable & CheckSpec>('check', definition),
    dropCheck: defineDropConstraint('check'),
    renameCheck: defineRenameConstraint('check'),
  },
  create: (object, context) => [
    {
      name: 'createCheck',
      args: [
        object.path[2],
        { ...ofTable(object.path, context), expression: new Sql(writtenTraits(object).expression) },
      ],
    },
  ],
  drop: ({ path }, context) => [{ name: 'dropCheck', args: [path[2], ofTable(path, context)] }],
  probes: (before, after, context) => {
    if (before?.traits.expression === after.traits.expression || !isTextSteady(after, context)) return [];
    return [probeOf(after, { check: new Sql(writtenTraits(after).expression) }, context)];
  },
  part: {
    slot: 'checks',
    form: 'list',
    spec: (object) => ({ name: object.path[2] as string, expression: new Sql(writtenTraits(object).expression) }),
    fragment: (spec: CheckSpec & { readonly name: string }) => namedConstraint(spec.name, definition(spec)),
  },
  rename: {
    decide: 'same',
    operations: ({ path }, { path: [, , to] }, context) => [
      { name: 'renameCheck', args: [path[2], to, ofTable(path, context)] },
    ],
  },
  needs: ({ parent, needs }, schema) => needs ?? (parent === null ? [] : siblingColumnKeys(parent, schema)),
  named: "@Check('other_name', …)",
  claims: ({ path }) => [constraintClaim(path)],
  yields: (_object, altered) => retypesColumn(altered),
  texts: () => true,
  elaborate: { role: 'text' },
});
