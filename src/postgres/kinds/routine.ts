/**
 * Functions and procedures of which PostgreSQL knows what they use: those whose body is SQL and was read when they were
 * made (14 and later), and those that take or return rows of a table or view. They are neither made nor dropped here:
 * who calls them, nobody can see. Source: PostgreSQL documentation, SQL-CREATEFUNCTION and CATALOG-PG-PROC.
 */

import { defineKind } from '../../schema/kind';
import { type Mention, mentionedKeys, ofExtensionSql, yieldsToTypes } from '../mentions';

/** Nothing is compared. */
export type RoutineTraits = Record<never, never>;

export const routine = defineKind<'routine', RoutineTraits>()({
  name: 'routine',
  reflect: {
    queries: () => [
      // Of one name there may be several: who reads an error finds them all.
      `SELECT n.nspname, p.proname,
              pg_catalog.jsonb_agg(DISTINCT pg_catalog.jsonb_build_array(
                CASE WHEN c.relkind IN ('v', 'm') THEN 'view' ELSE 'table' END, cn.nspname, c.relname, a.attname))
         FROM pg_catalog.pg_depend d
         LEFT JOIN pg_catalog.pg_type t ON d.refclassid = 'pg_catalog.pg_type'::regclass AND t.oid = d.refobjid
         LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND t.typlen = -1
         JOIN pg_catalog.pg_class c
           ON c.oid = CASE WHEN t.oid IS NULL THEN d.refobjid ELSE coalesce(nullif(t.typrelid, 0), e.typrelid) END
          AND c.relkind IN ('r', 'p', 'v', 'm')
         JOIN pg_catalog.pg_namespace cn ON cn.oid = c.relnamespace AND cn.nspname = ANY($1::text[])
         LEFT JOIN pg_catalog.pg_attribute a
           ON t.oid IS NULL AND a.attrelid = c.oid AND a.attnum = d.refobjsubid AND a.attnum > 0
         JOIN pg_catalog.pg_proc p ON p.oid = d.objid
         JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
        WHERE d.classid = 'pg_catalog.pg_proc'::regclass
          AND d.refclassid IN ('pg_catalog.pg_class'::regclass, 'pg_catalog.pg_type'::regclass)
          AND NOT ${ofExtensionSql('pg_proc', 'p.oid')}
        GROUP BY n.nspname, p.proname
        ORDER BY n.nspname, p.proname`,
    ],
    *read([rows = []]) {
      for (const [schema, name, mentions] of rows as [string, string, readonly Mention[]][]) {
        const parent = { kind: 'schema', path: [schema] };
        yield { kind: 'routine', path: [schema, name], parent, traits: {}, needs: mentionedKeys(mentions) };
      }
    },
  },
  fromEntities: () => [],
  traits: {},
  operations: {},
  create: () => [],
  drop: () => [],
  yields: yieldsToTypes,
  disappear: 'stay',
  holds: true,
  firm: true,
  outlives: true,
});
