/** A database → a schema: a fixed number of set-based queries in one snapshot, whatever the number of tables. */

import type { ClientBase } from 'pg';
import type { Kind, Names, Row, Session, TableNames } from '../schema/kind';
import type { SchemaObject } from '../schema/object';
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

/**
 * The names of tables and views, of all their columns in the order of their numbers (dropped columns keep their place),
 * whether an extension made them, and whether they are in the schemas that are read, and no partitions.
 */
const NAMES = `
  SELECT c.oid, CASE WHEN c.relkind IN ('v', 'm') THEN 'view' ELSE 'table' END, n.nspname, c.relname,
         pg_catalog.to_json(ARRAY(SELECT a.attname FROM pg_catalog.pg_attribute a
                                   WHERE a.attrelid = c.oid AND a.attnum > 0 ORDER BY a.attnum)),
         c.oid IN (SELECT d.objid FROM pg_catalog.pg_depend d
                    WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.deptype = 'e'),
         n.nspname = ANY($1::text[]) AND NOT c.relispartition
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p', 'v', 'm')
     AND (n.nspname = ANY($1::text[])
          OR c.oid IN (SELECT k.confrelid FROM pg_catalog.pg_constraint k
                         JOIN pg_catalog.pg_namespace kn ON kn.oid = k.connamespace
                        WHERE k.contype = 'f' AND kn.nspname = ANY($1::text[])))
   ORDER BY n.nspname, c.relname`;

function namesOf(rows: readonly Row[]): Names {
  const strays = new Set<string>();
  const tables = (rows as [number, string, string, string, string[], boolean, boolean][]).map(
    ([oid, kind, schema, name, columns, isStray, isWholeHere]) => {
      if (isStray) strays.add(`${schema}\u0000${name}`);
      return { oid, id: { kind, path: [schema, name] }, columns, isOurs: isWholeHere && !isStray };
    },
  );
  const byOid = new Map(tables.map((table) => [table.oid, table]));
  const known = (oid: number) => byOid.get(oid) as TableNames;
  const column = (table: number, number: number) => known(table).columns[number - 1] as string;
  return {
    tables,
    strays,
    table: (oid) => known(oid).id,
    column,
    columns: (table, numbers) => numbers.map((number) => column(table, number)),
  };
}

/** Reads all kinds; the connection must be in a transaction, or `first` starts one. */
export async function readKinds(
  client: ClientBase,
  schemas: readonly string[],
  session: Session,
  first: readonly string[] = [],
): Promise<Schema> {
  const queries = new Map(registered.map((kind) => [kind, kind.reflect.queries(session)]));
  const rows = await readTogether(client, [...first, NAMES, ...[...queries.values()].flat()], schemas);
  const names = namesOf(rows.get(NAMES) ?? []);
  const objects: SchemaObject[] = [];
  for (const [kind, own] of queries) {
    const results = own.map((query) => rows.get(query) ?? []);
    for (const object of kind.reflect.read(results, names, session)) objects.push(object);
  }
  return Schema.of(names.strays.size === 0 ? objects : objects.filter((object) => !isStray(object, names)));
}

/** Whether it is a part of something that is not ours, as the tables of extensions are. */
function isStray({ path, parent }: SchemaObject, { strays }: Names): boolean {
  return parent !== null && parent.kind !== 'schema' && strays.has(`${path[0]}\u0000${path[1]}`);
}

/**
 * Sends all queries in one message, and takes the rows of all: the server goes on with the next query while the rows
 * of the last are on their way. What several ask is asked once. Such a message takes no parameters, so `$1` is written
 * out.
 */
async function readTogether(
  client: ClientBase,
  queries: readonly string[],
  schemas: readonly string[],
): Promise<ReadonlyMap<string, readonly Row[]>> {
  const distinct = [...new Set(queries)];
  const list = `ARRAY[${schemas.map(quoteLiteral).join(', ')}]::text[]`;
  const text = distinct.map((query) => query.replaceAll('$1::text[]', () => list)).join(';\n');
  // For more than one statement there is a result for each, which the types of `pg` do not know.
  const results: unknown = await client.query<unknown[]>({ text, rowMode: 'array', types: parsersOf(client) });
  const rows = (results as readonly { readonly rows: readonly Row[] }[]).map((result) => result.rows);
  return new Map(distinct.map((query, place) => [query, rows[place] ?? []]));
}

/** Arrays of numbers of these types: int2, int4, oid. What `pg` does letter by letter, JSON does at once. */
const NUMBERS: ReadonlySet<number> = new Set([1005, 1007, 1028]);

function parsersOf(client: ClientBase) {
  return {
    getTypeParser: (type: number, format?: 'text' | 'binary'): unknown =>
      NUMBERS.has(type) ? parseNumbers : client.getTypeParser(type, format as 'text'),
  };
}

/** `{1,2}` → `[1, 2]`. */
function parseNumbers(text: string): unknown {
  return JSON.parse(`[${text.slice(1, -1)}]`);
}
