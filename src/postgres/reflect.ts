/** A database → a schema: a fixed number of set-based queries in one snapshot, whatever the number of tables. */

import type { ClientBase } from 'pg';
import type { Kind, Row, Session } from '../schema/kind';
import type { SchemaObject } from '../schema/object';
import { Schema } from '../schema/schema';
import { kinds } from './kinds';

const registered: readonly Kind[] = kinds;

/** What to read. */
export interface ReflectOptions {
  /** The schemas to read, by name; one that does not exist is simply not there. All but PostgreSQL's own without it. */
  readonly schemas?: readonly string[] | undefined;
  readonly defaultSchema: string;
  readonly metadataTable: { readonly schema: string; readonly name: string };
}

/** How often a reading is repeated that somebody else's change has torn. */
const ATTEMPTS = 5;

/** PostgreSQL's codes for what vanished while it was read: undefined table and column, "cache lookup failed". */
const TORN = new Set(['42P01', '42703', 'XX000', '42704']);

/**
 * Reads the schemas of a database, in one snapshot that sees no half of a change.
 *
 * The functions that print definitions see the present, not the snapshot; when somebody alters the schema meanwhile
 * they fail, and everything is read again.
 */
export async function reflect(client: ClientBase, options: ReflectOptions): Promise<Schema> {
  for (let attempt = 1; ; attempt += 1) {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    try {
      const session = await openSession(client, options);
      return await readKinds(client, options.schemas ?? session.schemas, session);
    } catch (error) {
      const code = (error as { code?: string }).code ?? '';
      if (attempt === ATTEMPTS || !TORN.has(code)) throw error;
    } finally {
      await client.query('ROLLBACK');
    }
  }
}

/** What the catalog queries depend on. */
export async function openSession(
  client: ClientBase,
  { defaultSchema, metadataTable }: Pick<ReflectOptions, 'defaultSchema' | 'metadataTable'>,
): Promise<Session> {
  const { rows } = await client.query<{ version: string; metadata: boolean; schemas: string[] }>(
    `SELECT current_setting('server_version_num') AS version,
            (SELECT array_agg(nspname::text) FROM pg_catalog.pg_namespace
              WHERE nspname <> 'information_schema' AND nspname NOT LIKE 'pg\\_%') AS schemas,
            EXISTS (SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                     WHERE n.nspname = $1 AND c.relname = $2) AS metadata`,
    [metadataTable.schema, metadataTable.name],
  );
  const found = rows[0];
  return {
    version: Number(found?.version),
    schemas: found?.schemas ?? [],
    defaultSchema,
    metadataTable: found?.metadata ? metadataTable : null,
  };
}

/** Reads all kinds; the connection must be in a transaction. */
export async function readKinds(client: ClientBase, schemas: readonly string[], session: Session): Promise<Schema> {
  // All queries are handed over at once, so that the next is on its way while this one's rows are taken apart.
  const pending = registered.map((kind) =>
    kind.reflect.queries(session).map((text) =>
      client.query<Row[number][]>({
        text,
        values: text.includes('$1') ? [schemas] : [],
        rowMode: 'array',
      }),
    ),
  );
  const results = await Promise.all(pending.map((queries) => Promise.all(queries)));
  const objects: SchemaObject[] = [];
  registered.forEach((kind, place) => {
    const rows = (results[place] ?? []).map((result) => result.rows);
    for (const object of kind.reflect.read(rows, session)) objects.push(object);
  });
  return Schema.of(objects.filter(dependable(objects)));
}

/** A comment on a view, say, has a parent that no kind reads: it is not ours. */
function dependable(objects: readonly SchemaObject[]): (object: SchemaObject) => boolean {
  const keys = new Set(objects.map((object) => `${object.kind}\u0000${object.path.join('\u0000')}`));
  return ({ parent }) => parent === null || keys.has(`${parent.kind}\u0000${parent.path.join('\u0000')}`);
}
