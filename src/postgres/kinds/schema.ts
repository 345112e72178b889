/** Schemas. Source: PostgreSQL documentation, SQL-CREATESCHEMA. */

import { defineKind } from '../../schema/kind';
import { defineOperation } from '../../schema/operation';
import { quoteIdentifier } from '../sql/quote';

/** A schema is there or not; its owner and grants are not ours. */
export type SchemaTraits = Record<never, never>;

export const schema = defineKind<'schema', SchemaTraits>()({
  name: 'schema',
  reflect: {
    queries: () => ['SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname = ANY($1::text[])'],
    *read([rows = []]) {
      for (const [name] of rows as [string][]) yield { kind: 'schema', path: [name], parent: null, traits: {} };
    },
  },
  *fromEntities(entities) {
    const names = new Set([...entities.tables, ...entities.enums, ...entities.views].map(({ schema: name }) => name));
    for (const name of names) yield { kind: 'schema', path: [name], parent: null, traits: {} };
  },
  traits: {},
  operations: {
    createSchema: defineOperation({
      locks: 'nothing',
      statements: (_context, name: string, { ifNotExists = false }: { readonly ifNotExists?: boolean } = {}) => [
        `CREATE SCHEMA ${ifNotExists ? 'IF NOT EXISTS ' : ''}${quoteIdentifier(name)}`,
      ],
      touches: (_context, name: string, { ifNotExists = false }: { readonly ifNotExists?: boolean } = {}) =>
        ifNotExists ? { uses: [[{ kind: 'schema', path: [name] }]] } : { makes: [[{ kind: 'schema', path: [name] }]] },
    }),
    renameSchema: defineOperation({
      locks: 'nothing',
      statements: (_context, from: string, to: string) => [
        `ALTER SCHEMA ${quoteIdentifier(from)} RENAME TO ${quoteIdentifier(to)}`,
      ],
      renames: (from, to) => [
        { kind: 'schema', path: [from] },
        { kind: 'schema', path: [to] },
      ],
      touches: (_context, from: string, to: string) => ({
        makes: [[{ kind: 'schema', path: [to] }]],
        changes: [[{ kind: 'schema', path: [from] }]],
      }),
    }),
    dropSchema: defineOperation({
      locks: 'nothing',
      statements: (_context, name: string) => [`DROP SCHEMA ${quoteIdentifier(name)}`],
      touches: (_context, name: string) => ({ changes: [[{ kind: 'schema', path: [name] }]] }),
    }),
  },
  // The default schema may hold the bookkeeping of TypeORM and of autogen, which no revision speaks of: it may be there
  // before the first revision, and it stays.
  create: ({ path: [name] }, { defaultSchema }) => [
    { name: 'createSchema', args: name === defaultSchema ? [name, { ifNotExists: true }] : [name] },
  ],
  drop: ({ path: [name] }, { defaultSchema }) => (name === defaultSchema ? [] : [{ name: 'dropSchema', args: [name] }]),
  rename: {
    decide: 'ask',
    // It holds what extensions and tools expect there.
    mayBe: ({ path: [name] }) => name !== 'public',
    operations: ({ path: [name] }, { path: [to] }) => [{ name: 'renameSchema', args: [name, to] }],
  },
  filteredAs: 'schema',
  disappear: 'keep',
});
