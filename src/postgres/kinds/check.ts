/** Check constraints. Source: PostgreSQL documentation, SQL-CREATETABLE-PARMS-CHECK. */

import { defineKind } from '../../schema/kind';
import { type SchemaObject, writtenTraits } from '../../schema/object';
import {
  columnKeys,
  constraintClaim,
  defineCreateConstraint,
  defineDropConstraint,
  defineRenameConstraint,
  defineValidateConstraint,
  namedConstraint,
  retypesColumn,
  siblingColumnKeys,
  standsApart,
  type Validity,
  type ValidityOption,
  validityChange,
  validityColumn,
  validityOption,
  validitySql,
} from '../constraint';
import { type OfTable, ofTable, pathIn, tableOf } from '../place';
import { Sql } from '../sql/sql';
import { isTextSteady, probeOf } from '../steady';

export interface CheckTraits {
  /** SQL, without the word CHECK and its parentheses. */
  readonly expression: string;
  readonly validity: Validity;
  /** Whether tables that inherit from its table have it, too. */
  readonly inherited: boolean;
}

/** A check constraint as a revision writes it. */
export interface CheckSpec extends ValidityOption {
  readonly expression: Sql;
  /** @default true */
  readonly inherited?: false;
}

function definition({ expression, inherited, validity }: CheckSpec): string {
  return `CHECK (${expression.text})${inherited === false ? ' NO INHERIT' : ''}${validitySql(validity)}`;
}

function specOf(object: SchemaObject<string, CheckTraits>): CheckSpec {
  const { validity, inherited } = object.traits;
  return {
    expression: new Sql(writtenTraits(object).expression),
    ...(inherited ? {} : { inherited }),
    ...validityOption(validity),
  };
}

export const check = defineKind<'check', CheckTraits>()({
  name: 'check',
  reflect: {
    queries: ({ version }) => [
      `SELECT k.conrelid, k.conname, pg_catalog.pg_get_expr(k.conbin, k.conrelid), k.conkey, ${validityColumn(version)},
              NOT k.connoinherit
         FROM pg_catalog.pg_constraint k
         JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE k.contype = 'c' AND n.nspname = ANY($1::text[]) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        ORDER BY n.nspname, c.relname, k.conname`,
    ],
    *read([rows = []], names) {
      for (const [table, name, expression, columns, validity, inherited] of rows as CheckRow[]) {
        const parent = names.table(table);
        const path = pathIn(parent, name);
        yield {
          kind: 'check',
          path,
          parent,
          traits: { expression, validity, inherited },
          needs: columnKeys(path, names.columns(table, columns ?? [])),
        };
      }
    },
  },
  *fromEntities(entities) {
    for (const { schema, name: table, checks } of entities.tables) {
      for (const { name, expression } of checks) {
        const path = [schema, table, name];
        const traits = { expression, validity: 'validated', inherited: true } as const;
        yield { kind: 'check', path, parent: tableOf(path), traits };
      }
    }
  },
  traits: {
    expression: { change: 'recreate', text: true },
    validity: { change: validityChange },
    inherited: { change: 'recreate' },
  },
  operations: {
    createCheck: defineCreateConstraint<OfTable & CheckSpec>('check', definition),
    dropCheck: defineDropConstraint('check'),
    renameCheck: defineRenameConstraint('check'),
    validateCheck: defineValidateConstraint('check'),
  },
  create: (object, context) => [
    { name: 'createCheck', args: [object.path[2], { ...ofTable(object.path, context), ...specOf(object) }] },
  ],
  drop: ({ path }, context) => [{ name: 'dropCheck', args: [path[2], ofTable(path, context)] }],
  alter: (_before, { path }, _traits, context) => [{ name: 'validateCheck', args: [path[2], ofTable(path, context)] }],
  probes: (before, after, context) => {
    const { expression, validity } = after.traits;
    const isKept = before?.traits.expression === expression && before.traits.validity === 'validated';
    if (isKept || validity !== 'validated' || !isTextSteady(after, context)) return [];
    return [probeOf(after, { check: new Sql(writtenTraits(after).expression) }, context)];
  },
  part: {
    slot: 'checks',
    form: 'list',
    apart: standsApart,
    spec: (object) => ({ name: object.path[2] as string, ...specOf(object) }),
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

type CheckRow = [
  table: number,
  name: string,
  expression: string,
  columns: number[] | null,
  validity: Validity,
  inherited: boolean,
];
