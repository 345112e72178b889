/** Tables. Source: PostgreSQL documentation, SQL-CREATETABLE and SQL-ALTERTABLE. */

import { defineKind } from '../../schema/kind';
import { defineOperation } from '../../schema/operation';
import { ANYTHING, relationClaim } from '../constraint';
import { inSchema, lockOn, placed, placedArgs, qualified, tableName } from '../place';
import { quoteIdentifier } from '../sql/quote';

/** A table is there or not; all else about it is a part of it, of a kind of its own. */
export type TableTraits = Record<never, never>;

export const table = defineKind<'table', TableTraits>()({
  name: 'table',
  reflect: {
    queries: () => [
      // What the role may touch; pg_catalog shows everything.
      `SELECT table_schema, table_name FROM information_schema.tables
        WHERE table_schema = ANY($1::text[]) AND table_type IN ('BASE TABLE', 'LOCAL TEMPORARY')`,
    ],
    *read([touchable = []], names) {
      const permitted = new Set(touchable.map(([schema, name]) => `${schema}\u0000${name}`));
      for (const { id, isOurs } of names.tables) {
        if (id.kind !== 'table' || !isOurs) continue;
        const [schema, name] = id.path as [string, string];
        yield {
          kind: 'table',
          path: id.path,
          parent: { kind: 'schema', path: [schema] },
          traits: {},
          ...(permitted.has(`${schema}\u0000${name}`) ? {} : { hidden: true }),
        };
      }
    },
  },
  *fromEntities(entities) {
    for (const { schema, name } of entities.tables) {
      yield { kind: 'table', path: [schema, name], parent: { kind: 'schema', path: [schema] }, traits: {} };
    }
  },
  traits: {},
  operations: {
    // createTable is composed by the register, from the parts that the other kinds declare.
    dropTable: defineOperation({
      locks: (context, name: string, at: { readonly schema?: string } = {}) => [
        lockOn(context, 'ACCESS EXCLUSIVE', name, at.schema),
        { mode: 'ACCESS EXCLUSIVE', which: 'each table that its foreign keys refer to' },
      ],
      statements: (context, name: string, at: { readonly schema?: string } = {}) => [
        `DROP TABLE ${qualified(context, name, at.schema)}`,
      ],
      hazards: (name, at) => [
        { code: 'destructive', message: `drops the table ${tableName(name, at)} and all its rows` },
      ],
      drops: (context, name, at: { readonly schema?: string } = {}) => ({
        kind: 'table',
        path: [at.schema ?? context.defaultSchema, name],
      }),
      touches: (context, name: string, at: { readonly schema?: string } = {}) => ({
        changes: [inSchema(context, 'table', name, at.schema)],
      }),
    }),
    renameTable: defineOperation({
      locks: 'ACCESS EXCLUSIVE',
      statements: (context, from: string, to: string, at: { readonly schema?: string } = {}) => [
        `ALTER TABLE ${qualified(context, from, at.schema)} RENAME TO ${quoteIdentifier(to)}`,
      ],
      creates: (context, _from, to, at: { readonly schema?: string } = {}) => ({
        kind: 'table',
        path: [at.schema ?? context.defaultSchema, to],
      }),
      drops: (context, from, _to, at: { readonly schema?: string } = {}) => ({
        kind: 'table',
        path: [at.schema ?? context.defaultSchema, from],
      }),
      touches: (context, from: string, to: string, at: { readonly schema?: string } = {}) => ({
        makes: [inSchema(context, 'table', to, at.schema)],
        changes: [inSchema(context, 'table', from, at.schema)],
      }),
    }),
    setTableSchema: defineOperation({
      locks: 'ACCESS EXCLUSIVE',
      statements: (context, name: string, to: string, at: { readonly schema?: string } = {}) => [
        `ALTER TABLE ${qualified(context, name, at.schema)} SET SCHEMA ${quoteIdentifier(to)}`,
      ],
      creates: (_context, name, to) => ({ kind: 'table', path: [to, name] }),
      drops: (context, name, _to, at: { readonly schema?: string } = {}) => ({
        kind: 'table',
        path: [at.schema ?? context.defaultSchema, name],
      }),
      touches: (context, name: string, to: string, at: { readonly schema?: string } = {}) => ({
        makes: [inSchema(context, 'table', name, to)],
        changes: [inSchema(context, 'table', name, at.schema)],
      }),
    }),
  },
  create: ({ path: [schema, name] }, context) => [
    { name: 'createTable', args: [name, placed(schema as string, context)] },
  ],
  drop: ({ path: [schema, name] }, context) => [
    { name: 'dropTable', args: [name, ...placedArgs(schema as string, context)] },
  ],
  rename: {
    decide: 'ask',
    elsewhere: true,
    operations: ({ path: [schema, name] }, { path: [home, to] }, context) => [
      schema === home
        ? { name: 'renameTable', args: [name, to, ...placedArgs(schema as string, context)] }
        : { name: 'setTableSchema', args: [name, home, ...placedArgs(schema as string, context)] },
    ],
  },
  named: "@Entity('other_name')",
  // A table and its row type share the names of both.
  claims: ({ path: [schema, name] }) => [
    relationClaim(schema as string, name as string),
    `type\u0000${schema}\u0000${name}`,
  ],
  provides: () => [ANYTHING],
  needs: ({ path: [schema] }) => [`schema\u0000${schema}`],
  filteredAs: 'table',
  disappear: 'ask',
  // DROP SCHEMA drops an empty schema only.
  outlives: true,
  elaborate: { role: 'frame' },
});
