/** What stands beside tables and mentions their columns: how that is read, and when it must make way. Not a kind. */

import type { Kind } from '../schema/kind';
import { keyOf } from '../schema/object';

/**
 * SQL: relations, their columns and enums that the object with this OID depends on, as JSON rows of {@link Mention}.
 *
 * @param home - where the object is: `pg_trigger`.
 */
export function mentionsSql(home: string, oid: string): string {
  return `(SELECT pg_catalog.jsonb_agg(DISTINCT pg_catalog.jsonb_build_array(m.kind, m.schema, m.name, m.part)) FROM (
     SELECT CASE WHEN mc.relkind IN ('v', 'm') THEN 'view' ELSE 'table' END, mn.nspname, mc.relname, ma.attname
       FROM pg_catalog.pg_depend md
       JOIN pg_catalog.pg_class mc ON mc.oid = md.refobjid
       JOIN pg_catalog.pg_namespace mn ON mn.oid = mc.relnamespace
       LEFT JOIN pg_catalog.pg_attribute ma
         ON ma.attrelid = mc.oid AND ma.attnum = md.refobjsubid AND ma.attnum > 0
      WHERE md.classid = 'pg_catalog.${home}'::regclass AND md.objid = ${oid}
        AND md.refclassid = 'pg_catalog.pg_class'::regclass
     UNION ALL
     SELECT 'enum', mn.nspname, mt.typname, NULL
       FROM pg_catalog.pg_depend md
       JOIN pg_catalog.pg_type mt ON mt.oid = md.refobjid AND mt.typtype = 'e'
       JOIN pg_catalog.pg_namespace mn ON mn.oid = mt.typnamespace
      WHERE md.classid = 'pg_catalog.${home}'::regclass AND md.objid = ${oid}
        AND md.refclassid = 'pg_catalog.pg_type'::regclass) m(kind, schema, name, part))`;
}

/** Something that is mentioned; `part` is a column. */
export type Mention = readonly [kind: 'table' | 'view' | 'enum', schema: string, name: string, part: string | null];

/** The keys of what is mentioned, and of the tables whose columns are. */
export function mentionedKeys(mentions: readonly Mention[] | null): string[] {
  const keys = new Set<string>();
  for (const [kind, schema, name, part] of mentions ?? []) {
    keys.add(keyOf({ kind, path: [schema, name] }));
    if (part !== null && kind === 'table') keys.add(keyOf({ kind: 'column', path: [schema, name, part] }));
  }
  return [...keys];
}

/** PostgreSQL changes the type of no column that is mentioned, and drops no enum; it renames both, and all else. */
export const yieldsToTypes: NonNullable<Kind['yields']> = (_object, { before, after, traits, verb }) => {
  if (before.kind === 'enum') return verb === 'replace';
  return before.kind === 'column' && after !== undefined && (traits.has('type') || traits.has('collation'));
};

/** PostgreSQL prints a semicolon at the end of some definitions. */
export function withoutEnd(definition: string): string {
  return definition.endsWith(';') ? definition.slice(0, -1) : definition;
}

/** SQL: true for what an extension made. */
export function ofExtensionSql(home: string, oid: string): string {
  return `EXISTS (SELECT FROM pg_catalog.pg_depend e
    WHERE e.classid = 'pg_catalog.${home}'::regclass AND e.objid = ${oid} AND e.deptype = 'e')`;
}
