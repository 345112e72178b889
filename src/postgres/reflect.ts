/** A database → a schema: a fixed number of set-based queries in one snapshot, whatever the number of tables. */

import type { ClientBase } from 'pg';
import { equal } from '../schema/equal';
import type { Kind, Names, Row, Session } from '../schema/kind';
import type { ObjectId, SchemaObject } from '../schema/object';
import { Schema } from '../schema/schema';
import { kinds } from './kinds';
import { quoteLiteral } from './sql/quote';

const registered: readonly Kind[] = kinds;

/** What to read. */
export interface ReflectOptions {
  /** The schemas to read, by name; one that does not exist is simply not there. All but PostgreSQL's own without it. */
  readonly schemas?: readonly string[] | undefined;
  readonly defaultSchema: string;
  readonly metadataTable: { readonly schema: string; readonly name: string };
  /** What {@link openSession} said just now; it is asked for without it. */
  readonly session?: Session;
}

/** How often a reading is repeated that somebody else's change has torn. */
const ATTEMPTS = 5;

const SNAPSHOT = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';

/** PostgreSQL's codes for what vanished while it was read: undefined table and column, "cache lookup failed". */
const TORN = new Set(['42P01', '42703', 'XX000', '42704']);

/**
 * Reads the schemas of a database, in one snapshot that sees no half of a change.
 *
 * The functions that print definitions see the present, not the snapshot; when somebody alters the schema meanwhile
 * they fail, and everything is read again.
 */
export async function reflect(client: ClientBase, options: ReflectOptions): Promise<Schema> {
  for (let attempt = 1, known = options.session; ; attempt += 1, known = undefined) {
    const session = known ?? (await openSession(client, options));
    try {
      return await readKinds(client, options.schemas ?? session.schemas, session, [SNAPSHOT]);
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

/** The names of tables, and of all their columns in the order of their numbers; dropped columns keep their place. */
const NAMES = `
  SELECT c.oid, n.nspname, c.relname,
         ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
                WHERE a.attrelid = c.oid AND a.attnum > 0 ORDER BY a.attnum)
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p')
     AND (n.nspname = ANY($1::text[])
          OR c.oid IN (SELECT k.confrelid FROM pg_catalog.pg_constraint k
                         JOIN pg_catalog.pg_namespace kn ON kn.oid = k.connamespace
                        WHERE k.contype = 'f' AND kn.nspname = ANY($1::text[])))`;

function namesOf(rows: readonly Row[]): Names {
  const tables = new Map<number, readonly [string, string]>();
  const columns = new Map<number, readonly string[]>();
  for (const [oid, schema, name, names] of rows as [number, string, string, string[]][]) {
    tables.set(oid, [schema, name]);
    columns.set(oid, names);
  }
  const column = (table: number, number: number) => columns.get(table)?.[number - 1] as string;
  return {
    table: (table) => tables.get(table) as readonly [string, string],
    column,
    columns: (table, numbers) => numbers.map((number) => column(table, number)),
  };
}

/**
 * Reads all kinds; the connection must be in a transaction, or `first` starts one. In two messages: while the server
 * works on the second, the rows of the first are taken apart.
 */
export async function readKinds(
  client: ClientBase,
  schemas: readonly string[],
  session: Session,
  first: readonly string[] = [],
): Promise<Schema> {
  const half = Math.ceil(registered.length / 2);
  const [early, late] = [registered.slice(0, half), registered.slice(half)];
  const queriesOf = (some: readonly Kind[]) => some.flatMap((kind) => kind.reflect.queries(session));
  const answers = await readTogether(client, [...first, NAMES, ...queriesOf(early)], schemas);
  const pending = readTogether(client, queriesOf(late), schemas);
  const [named = [], ...rows] = answers.slice(first.length);
  const names = namesOf(named);
  const objects = [...objectsOf(early, rows, names, session)];
  for (const object of objectsOf(late, await pending, names, session)) objects.push(object);
  const schema = Schema.of(objects);
  return schema.filter(isPartOf(schema));
}

function* objectsOf(
  some: readonly Kind[],
  results: readonly (readonly Row[])[],
  names: Names,
  session: Session,
): Iterable<SchemaObject> {
  let place = 0;
  for (const { reflect: own } of some) {
    const count = own.queries(session).length;
    yield* own.read(results.slice(place, place + count), names, session);
    place += count;
  }
}

/** A comment on a view, say, has a parent that no kind reads: it is not ours. Most parents are the last one's again. */
function isPartOf(schema: Schema): (object: SchemaObject) => boolean {
  let last: ObjectId | undefined;
  let isThere = false;
  return ({ parent }) => {
    if (parent === null) return true;
    if (parent.kind !== last?.kind || !equal(parent.path, last.path)) {
      last = parent;
      isThere = schema.has(parent);
    }
    return isThere;
  };
}

/**
 * Sends all queries in one message, and takes the rows of all: the server goes on with the next query while the rows
 * of the last are on their way. Such a message takes no parameters, so `$1` is written out.
 */
async function readTogether(
  client: ClientBase,
  queries: readonly string[],
  schemas: readonly string[],
): Promise<readonly (readonly Row[])[]> {
  const list = `ARRAY[${schemas.map(quoteLiteral).join(', ')}]::text[]`;
  const text = queries.map((query) => query.replaceAll('$1::text[]', () => list)).join(';\n');
  // For more than one statement there is a result for each, which the types of `pg` do not know.
  const results: unknown = await client.query<unknown[]>({ text, rowMode: 'array' });
  return (results as readonly { readonly rows: readonly Row[] }[]).map(({ rows }) => rows);
}
