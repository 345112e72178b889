/** The extensions that TypeORM itself would create. Source: PostgreSQL documentation, SQL-CREATEEXTENSION. */

import { defineKind } from '../../schema/kind';
import { defineOperation } from '../../schema/operation';
import { quoteIdentifier } from '../sql/quote';

/** An extension is there or not; its version and schema are the administrator's. */
export type ExtensionTraits = Record<never, never>;

export const extension = defineKind<'extension', ExtensionTraits>()({
  name: 'extension',
  reflect: {
    queries: () => ['SELECT extname FROM pg_catalog.pg_extension'],
    *read([rows = []]) {
      for (const [name] of rows as [string][]) yield { kind: 'extension', path: [name], parent: null, traits: {} };
    },
  },
  *fromEntities(entities) {
    for (const name of entities.extensions) yield { kind: 'extension', path: [name], parent: null, traits: {} };
  },
  traits: {},
  operations: {
    createExtension: defineOperation({
      locks: 'unknown',
      // TypeORM installs them whenever it connects, so one may be there before its revision runs.
      statements: (_context, name: string) => [`CREATE EXTENSION IF NOT EXISTS ${quoteIdentifier(name)}`],
      // Two that create the same one are not in each other's way.
      touches: (_context, name: string) => ({ uses: [[{ kind: 'extension', path: [name] }]] }),
    }),
    dropExtension: defineOperation({
      locks: [{ mode: 'ACCESS EXCLUSIVE', which: 'each table and view of the extension' }],
      statements: (_context, name: string) => [`DROP EXTENSION ${quoteIdentifier(name)}`],
      touches: (_context, name: string) => ({ changes: [[{ kind: 'extension', path: [name] }]] }),
    }),
  },
  create: ({ path: [name] }) => [{ name: 'createExtension', args: [name] }],
  drop: ({ path: [name] }) => [{ name: 'dropExtension', args: [name] }],
  provides: () => ['extensions'],
  disappear: 'keep',
});
