/**
 * Lets PostgreSQL read what rows are to get, before anything is written: in a temporary table with the columns as they
 * will be, in a transaction that is rolled back.
 */

import type { ClientBase } from 'pg';
import { AutogenError } from '../errors';
import { type Kinds, kindOf } from '../schema/kind';
import { formatId, type ObjectId, type SchemaObject } from '../schema/object';
import type { Argument } from '../schema/operation';
import type { Schema } from '../schema/schema';
import { statementsOf } from './operations';

/** Operations name the schema of temporary tables themselves. */
const CONTEXT = { defaultSchema: 'pg_temp', metadataTable: { schema: 'pg_temp', name: 'typeorm_metadata' } };

/**
 * @param backfills - SQL by the keys of the columns that get it.
 * @throws AutogenError `invalid-expression`.
 */
export async function tryBackfills(
  client: ClientBase,
  backfills: ReadonlyMap<string, string>,
  after: Schema,
  kinds: Kinds,
): Promise<void> {
  for (const [key, value] of backfills) {
    const column = after.byKey(key);
    if (column?.parent == null) continue;
    const reason = await complaint(client, { column, table: column.parent, value }, after, kinds);
    if (reason === undefined) continue;
    throw new AutogenError(
      'invalid-expression',
      `PostgreSQL does not take what the rows of ${formatId(column)} are to get, ${value}: ${reason}.`,
      { hint: `correct the expression: --backfill '${formatId(column)}=…'`, exitCode: 2 },
    );
  }
}

/** What PostgreSQL says against it; nothing where it cannot be asked, as of a type that is not there yet. */
async function complaint(
  client: ClientBase,
  { column, table, value }: { readonly column: SchemaObject; readonly table: ObjectId; readonly value: string },
  after: Schema,
  kinds: Kinds,
): Promise<string | undefined> {
  const [name, columnName] = [table.path[1] as string, column.path[2] as string];
  const columns = Object.fromEntries(after.children(table).flatMap((part) => bareColumn(part, after, kinds)));
  const [creation = ''] = statementsOf({ name: 'createTable', args: [name, { columns }] }, CONTEXT);
  const set = Object.fromEntries([[columnName, { text: value }]]);
  const [update] = statementsOf({ name: 'backfill', args: [name, { set }] }, CONTEXT);
  await client.query('BEGIN');
  try {
    if ((await refusal(client, creation)) !== undefined) return undefined;
    const { code = '', message } = (await refusal(client, `EXPLAIN ${update}`)) ?? { message: '' };
    // Wrong names and types, and constants that no type reads; not what a role may not read.
    return code !== '42501' && /^(42|22)/.test(code) ? message : undefined;
  } finally {
    await client.query('ROLLBACK');
  }
}

/** Name and type of a column; no other part. */
function bareColumn(
  part: SchemaObject,
  after: Schema,
  kinds: Kinds,
): readonly (readonly [name: string, spec: Argument])[] {
  const kind = kindOf(kinds, part);
  if (kind.part?.form !== 'named') return [];
  const bare = kind.elaborate?.bare?.(part) ?? part;
  const context = { defaultSchema: 'pg_temp', before: after, after };
  const { type, collation } = kind.part.spec(bare, context) as Readonly<Record<string, Argument>>;
  return [[part.path[2] as string, { type, ...(collation === undefined ? {} : { collation }) }]];
}

interface Refusal {
  readonly message: string;
  readonly code?: string;
}

async function refusal(client: ClientBase, statement: string): Promise<Refusal | undefined> {
  try {
    await client.query(statement);
    return undefined;
  } catch (error) {
    return error as Refusal;
  }
}
