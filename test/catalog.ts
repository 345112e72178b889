/**
 * What a database really holds, read from pg_catalog: the tests' own eyes.
 *
 * Never share code with src/: a fact that the engine overlooks must still be seen here.
 * Left out on purpose: OIDs, physical column order, statistics, sequence positions, owners and privileges, and the names that
 * PostgreSQL 18 gives to NOT NULL constraints (nobody writes them, and they lag behind renames).
 */
import type { ClientBase } from 'pg';

export interface CatalogOptions {
  /** Default: every schema that is not PostgreSQL's own. */
  readonly schemas?: readonly string[];
  /** Tables (`name`, or `schema.name`) that are left out with all that belongs to them. */
  readonly ignoreTables?: readonly string[];
}

/** One line per fact, sorted. What older servers do not have is read as JSON, where it is simply not there. Names are quoted as in SQL where they need it. */
export async function readCatalog(client: ClientBase, options: CatalogOptions = {}): Promise<string[]> {
  const scope = await readScope(client, options);
  const facts: string[] = [];
  // What a function prints depends on the search path: with an empty one every name is qualified.
  const { rows: before } = await client.query<{ path: string }>(`SELECT current_setting('search_path') AS path`);
  await client.query(`SELECT set_config('search_path', '', false)`);
  try {
    // All at once: one round trip, and a third of the time that this process takes for one after the other.
    const query = queries.map((one) => `(${one})`).join(' UNION ALL ');
    const { rows } = await client.query<{ fact: string }>(query, [scope.schemas, scope.ignored]);
    facts.push(...rows.map(({ fact }) => oneLine(fact)));
  } finally {
    await client.query(`SELECT set_config('search_path', $1, false)`, [before[0]!.path]);
  }
  return facts.sort();
}

/**
 * The rows of TypeORM's own table, in whatever schema it is; empty where there is none.
 * The database's name is replaced by what it means: two databases never have the same.
 */
export async function readTypeormMetadata(client: ClientBase, table = 'typeorm_metadata'): Promise<string[]> {
  const { rows: places } = await client.query<{ place: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS place
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relname = $1 AND c.relkind = 'r'`,
    [table],
  );
  const facts: string[] = [];
  for (const { place } of places) {
    const { rows } = await client.query<{ fact: string }>(
      `SELECT format('%s: type=%s schema=%s table=%s name=%s database=%s value=%s', $1::text, type, coalesce("schema", '(null)'),
         coalesce("table", '(null)'), coalesce(name, '(null)'),
         CASE WHEN "database" IS NULL THEN 'null' WHEN "database" = current_database() THEN 'same' ELSE 'another' END,
         coalesce(value, '(null)')) AS fact
       FROM ${place}`,
      [place],
    );
    facts.push(...rows.map(({ fact }) => oneLine(fact)));
  }
  return facts.sort();
}

/** With signs that occur in no text, so that a newline is not taken for a backslash and an n. */
const oneLine = (fact: string) => fact.replaceAll('\r', '␍').replaceAll('\n', '␤');

interface Scope {
  readonly schemas: readonly string[];
  /** OIDs of the tables left out, of what they own, and of their row types. */
  readonly ignored: readonly number[];
}

async function readScope(client: ClientBase, { schemas, ignoreTables = [] }: CatalogOptions): Promise<Scope> {
  const { rows: found } = await client.query<{ oid: number; name: string }>(
    `SELECT oid, nspname::text AS name FROM pg_namespace
     WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND ($1::text[] IS NULL OR nspname = ANY ($1))`,
    [schemas ?? null],
  );
  const { rows: ignored } = await client.query<{ oid: number }>(
    `WITH left_out AS (
       SELECT c.oid, c.reltype FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relname = ANY ($1::text[]) OR n.nspname || '.' || c.relname = ANY ($1::text[])
     )
     SELECT oid FROM left_out
     UNION SELECT reltype FROM left_out
     UNION SELECT d.objid FROM pg_depend d JOIN left_out l ON d.refobjid = l.oid
       WHERE d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i', 'I')`,
    [ignoreTables],
  );
  return { schemas: found.map(({ name }) => name), ignored: ignored.map(({ oid }) => oid) };
}

/** True for an object that an extension brought along. */
const ofExtension = (catalog: string, oid: string) =>
  `EXISTS (SELECT FROM pg_depend e WHERE e.classid = '${catalog}'::regclass AND e.objid = ${oid} AND e.deptype = 'e')`;

/** True for an object of the schema that is in scope. */
const inScope = (catalog: string, oid: string, namespace: string) =>
  `${namespace} = ANY (SELECT oid FROM pg_namespace WHERE nspname = ANY ($1::text[]))
     AND NOT ${oid} = ANY ($2::oid[]) AND NOT ${ofExtension(catalog, oid)}`;

const option = (condition: string, text: string) => `CASE WHEN ${condition} THEN ' ${text}' ELSE '' END`;

const trigger = (enabled: string) =>
  `CASE ${enabled} WHEN 'O' THEN '' WHEN 'D' THEN ' disabled' WHEN 'R' THEN ' in replica' WHEN 'A' THEN ' always' END`;

const queries: readonly string[] = [
  // Schemas.
  `SELECT format('schema %I', nspname) AS fact FROM pg_namespace WHERE nspname = ANY ($1::text[]) AND $2::oid[] IS NOT NULL`,

  // Extensions.
  `SELECT format('extension %I in %I version %s', x.extname, n.nspname, x.extversion) AS fact
   FROM pg_extension x JOIN pg_namespace n ON n.oid = x.extnamespace
   WHERE x.extname <> 'plpgsql' AND $1::text[] IS NOT NULL AND $2::oid[] IS NOT NULL`,

  // Tables, of all sorts.
  `SELECT format('%s %s', CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'f' THEN 'foreign table' END, c.oid::regclass)
     || CASE c.relpersistence WHEN 'p' THEN '' WHEN 'u' THEN ' unlogged' ELSE ' temporary' END
     || ${option("c.relkind = 'p'", "partition by ' || pg_get_partkeydef(c.oid) || '")}
     || ${option('c.relispartition', "partition ' || pg_get_expr(c.relpartbound, c.oid) || '")}
     || coalesce(' inherits ' || (SELECT string_agg(i.inhparent::regclass::text, ', ' ORDER BY i.inhseqno) FROM pg_inherits i WHERE i.inhrelid = c.oid), '')
     || coalesce(' of ' || nullif(c.reloftype, 0)::regtype::text, '')
     || coalesce(' using ' || (SELECT amname FROM pg_am WHERE oid = c.relam), '')
     || coalesce(' with ' || c.reloptions::text, '')
     || coalesce(' tablespace ' || (SELECT spcname FROM pg_tablespace WHERE oid = c.reltablespace), '')
     || ${option('c.relrowsecurity', 'row security')} || ${option('c.relforcerowsecurity', 'forced')}
     || ${option("c.relreplident <> 'd'", "replica identity ' || c.relreplident::text || '")} AS fact
   FROM pg_class c WHERE c.relkind IN ('r', 'p', 'f') AND ${inScope('pg_class', 'c.oid', 'c.relnamespace')}`,

  // Columns, of tables and views.
  `SELECT format('column %s.%I %s', c.oid::regclass, a.attname, format_type(a.atttypid, a.atttypmod))
     || ${option('a.attcollation <> t.typcollation', "collate ' || a.attcollation::regcollation::text || '")}
     || ${option('a.attnotnull', 'not null')}
     || CASE a.attidentity WHEN 'a' THEN ' identity always' WHEN 'd' THEN ' identity by default' ELSE '' END
     || CASE a.attgenerated WHEN 's' THEN ' stored ' WHEN 'v' THEN ' virtual ' WHEN '' THEN CASE WHEN d.oid IS NULL THEN '' ELSE ' default ' END END
     || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
     || ${option('a.attstorage <> t.typstorage', "storage ' || a.attstorage::text || '")}
     || ${option("to_jsonb(a) ->> 'attcompression' <> ''", "compression ' || (to_jsonb(a) ->> 'attcompression') || '")}
     || coalesce(' with ' || a.attoptions::text, '')
     || ${option('a.attinhcount > 0', 'inherited')} || ${option('NOT a.attislocal', 'not local')} AS fact
   FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
   JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
   WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND ${inScope('pg_class', 'c.oid', 'c.relnamespace')}`,

  // Sequences. deptype a: serial or OWNED BY; i: identity.
  `SELECT format('sequence %s %s start %s increment %s min %s max %s cache %s', c.oid::regclass, format_type(s.seqtypid, NULL), s.seqstart,
       s.seqincrement, s.seqmin, s.seqmax, s.seqcache)
     || ${option('s.seqcycle', 'cycle')} || ${option("c.relpersistence = 'u'", 'unlogged')}
     || coalesce((SELECT format(' %s %s.%I', CASE d.deptype WHEN 'a' THEN 'owned by' ELSE 'identity of' END, d.refobjid::regclass, a.attname)
          FROM pg_depend d JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
          WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')), '') AS fact
   FROM pg_class c JOIN pg_sequence s ON s.seqrelid = c.oid WHERE ${inScope('pg_class', 'c.oid', 'c.relnamespace')}`,

  // Constraints of tables and of domains: pg_get_constraintdef says deferrable, not valid, no inherit, not enforced. 't' is a constraint trigger, seen below; 'n' says only what the column's line does not.
  `SELECT format('%s %s on %s', CASE k.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique' WHEN 'c' THEN 'check' WHEN 'f' THEN 'foreign key'
       WHEN 'x' THEN 'exclusion' ELSE 'not null' END,
       CASE k.contype WHEN 'n' THEN '' ELSE quote_ident(k.conname) END,
       CASE WHEN k.conrelid = 0 THEN 'domain ' || k.contypid::regtype::text ELSE k.conrelid::regclass::text END)
     || ': ' || pg_get_constraintdef(k.oid)
     || ${option("k.contype = 'c' AND NOT k.conislocal", 'not local')} || ${option("k.contype = 'c' AND k.coninhcount > 0", 'inherited')} AS fact
   FROM pg_constraint k
   WHERE k.contype IN ('p', 'u', 'c', 'f', 'x', 'n') AND NOT k.conrelid = ANY ($2::oid[]) AND NOT k.contypid = ANY ($2::oid[])
     AND NOT (k.conrelid <> 0 AND ${ofExtension('pg_class', 'k.conrelid')}) AND NOT (k.contypid <> 0 AND ${ofExtension('pg_type', 'k.contypid')})
     AND (k.contype <> 'n' OR NOT k.convalidated OR k.contypid <> 0)
     AND ${inScope('pg_constraint', 'k.oid', 'k.connamespace')}`,

  // Indexes.
  `SELECT format('index %s on %s: %s', i.indexrelid::regclass, i.indrelid::regclass, pg_get_indexdef(i.indexrelid))
     || ${option('i.indisunique', 'unique')} || ${option('i.indisprimary', 'primary')} || ${option('i.indisexclusion', 'exclusion')}
     || ${option('NOT i.indimmediate', 'deferrable')}
     || coalesce(' of constraint ' || (SELECT quote_ident(k.conname) FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')), '')
     || ${option('NOT i.indisvalid', 'invalid')} || ${option('NOT i.indisready', 'not ready')} || ${option('i.indisclustered', 'clustered')}
     || ${option('i.indisreplident', 'replica identity')} || ${option('c.relispartition', 'partition')}
     || coalesce(' tablespace ' || (SELECT spcname FROM pg_tablespace WHERE oid = c.reltablespace), '') AS fact
   FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
   WHERE NOT i.indrelid = ANY ($2::oid[]) AND NOT ${ofExtension('pg_class', 'i.indrelid')}
     AND ${inScope('pg_class', 'c.oid', 'c.relnamespace')}`,

  // Enums.
  `SELECT format('enum %s: %s', t.oid::regtype, coalesce((SELECT string_agg(quote_literal(l.enumlabel), ', ' ORDER BY l.enumsortorder)
     FROM pg_enum l WHERE l.enumtypid = t.oid), '(no label)')) AS fact
   FROM pg_type t WHERE t.typtype = 'e' AND ${inScope('pg_type', 't.oid', 't.typnamespace')}`,

  // Domains.
  `SELECT format('domain %s as %s', t.oid::regtype, format_type(t.typbasetype, t.typtypmod))
     || ${option('t.typcollation <> b.typcollation', "collate ' || t.typcollation::regcollation::text || '")}
     || ${option('t.typnotnull', 'not null')} || coalesce(' default ' || t.typdefault, '') AS fact
   FROM pg_type t JOIN pg_type b ON b.oid = t.typbasetype WHERE t.typtype = 'd' AND ${inScope('pg_type', 't.oid', 't.typnamespace')}`,

  // Composite types and ranges.
  `SELECT format('composite type %s (%s)', t.oid::regtype, (SELECT string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY a.attnum)
     FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)) AS fact
   FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c' WHERE ${inScope('pg_type', 't.oid', 't.typnamespace')}`,
  `SELECT format('range %s of %s', t.oid::regtype, format_type(r.rngsubtype, NULL)) AS fact
   FROM pg_type t JOIN pg_range r ON r.rngtypid = t.oid WHERE ${inScope('pg_type', 't.oid', 't.typnamespace')}`,

  // Views.
  `SELECT format('%s %s', CASE c.relkind WHEN 'v' THEN 'view' ELSE 'materialized view' END, c.oid::regclass)
     || coalesce(' with ' || c.reloptions::text, '') || ${option('NOT c.relispopulated', 'not populated')}
     || ': ' || pg_get_viewdef(c.oid) AS fact
   FROM pg_class c WHERE c.relkind IN ('v', 'm') AND ${inScope('pg_class', 'c.oid', 'c.relnamespace')}`,

  // Triggers, rules and policies.
  `SELECT format('trigger %I on %s: %s', g.tgname, g.tgrelid::regclass, pg_get_triggerdef(g.oid)) || ${trigger('g.tgenabled')} AS fact
   FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
   WHERE NOT g.tgisinternal AND ${inScope('pg_class', 'c.oid', 'c.relnamespace')}`,
  `SELECT format('rule %I on %s: %s', r.rulename, r.ev_class::regclass, pg_get_ruledef(r.oid)) || ${trigger('r.ev_enabled')} AS fact
   FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
   WHERE r.rulename <> '_RETURN' AND ${inScope('pg_class', 'c.oid', 'c.relnamespace')}`,
  `SELECT format('policy %I on %s for %s%s to %s using (%s) check (%s)', p.polname, p.polrelid::regclass, p.polcmd,
     CASE WHEN p.polpermissive THEN '' ELSE ' restrictive' END,
     (SELECT string_agg(CASE role WHEN 0 THEN 'public' ELSE role::regrole::text END, ', ' ORDER BY role) FROM unnest(p.polroles) role),
     pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) AS fact
   FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE ${inScope('pg_class', 'c.oid', 'c.relnamespace')}`,

  // Functions, procedures and aggregates.
  `SELECT CASE WHEN p.prokind = 'a' THEN format('aggregate %s', p.oid::regprocedure)
     ELSE format('%s %s: %s', CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END, p.oid::regprocedure, pg_get_functiondef(p.oid)) END AS fact
   FROM pg_proc p WHERE ${inScope('pg_proc', 'p.oid', 'p.pronamespace')}
     AND NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = 'pg_proc'::regclass AND i.objid = p.oid AND i.deptype = 'i')`,

  // Extended statistics objects (definitions, not data) and collations.
  `SELECT format('statistics %s', pg_get_statisticsobjdef(s.oid)) AS fact
   FROM pg_statistic_ext s WHERE NOT s.stxrelid = ANY ($2::oid[]) AND ${inScope('pg_statistic_ext', 's.oid', 's.stxnamespace')}`,
  `SELECT format('collation %s provider %s%s', l.oid::regcollation, l.collprovider, ${option('NOT l.collisdeterministic', 'not deterministic')}) AS fact
   FROM pg_collation l WHERE ${inScope('pg_collation', 'l.oid', 'l.collnamespace')}`,

  // Comments, on whatever it is.
  `SELECT format('comment on %s %s: %L', o.type, o.identity, d.description) AS fact
   FROM pg_description d
   CROSS JOIN LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) o
   LEFT JOIN pg_class c ON d.classoid = 'pg_class'::regclass AND c.oid = d.objoid
   LEFT JOIN pg_index i ON i.indexrelid = c.oid
   LEFT JOIN pg_constraint k ON d.classoid = 'pg_constraint'::regclass AND k.oid = d.objoid
   LEFT JOIN pg_trigger g ON d.classoid = 'pg_trigger'::regclass AND g.oid = d.objoid
   LEFT JOIN pg_rewrite r ON d.classoid = 'pg_rewrite'::regclass AND r.oid = d.objoid
   LEFT JOIN pg_policy p ON d.classoid = 'pg_policy'::regclass AND p.oid = d.objoid
   LEFT JOIN pg_class t ON t.oid = coalesce(g.tgrelid, r.ev_class, p.polrelid)
   LEFT JOIN pg_namespace n ON n.nspname = CASE
     WHEN d.classoid = 'pg_namespace'::regclass THEN (SELECT nspname FROM pg_namespace WHERE oid = d.objoid)
     ELSE coalesce(o.schema, (SELECT nspname FROM pg_namespace WHERE oid = coalesce(k.connamespace, t.relnamespace))) END
   WHERE (d.objoid >= 16384 OR d.classoid = 'pg_namespace'::regclass)
     AND (n.nspname = ANY ($1::text[]) OR d.classoid = 'pg_extension'::regclass)
     AND NOT (d.objoid = ANY ($2::oid[]) OR coalesce(i.indrelid, k.conrelid, t.oid, 0) = ANY ($2::oid[]))
     AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = d.classoid AND e.objid = d.objoid AND e.deptype = 'e')`,
];
