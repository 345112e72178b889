/** Types as pg_catalog has them → names of types. Not a kind. */

import type { Row } from '../schema/kind';
import { type TypeName, TypeReference } from './sql/types';

/** Of a type `t` that is not built in: an {@link TypeOrigin}. A type of an extension is found by its name alone, mostly. */
export const ORIGIN_OF_TYPE = `
  CASE WHEN en.nspname NOT IN ('pg_catalog', 'information_schema') THEN
    pg_catalog.json_build_array(
      en.nspname, e.typname, pg_catalog.format_type(e.oid, NULL), t.oid <> e.oid,
      pg_catalog.pg_type_is_visible(e.oid) AND EXISTS (
        SELECT FROM pg_catalog.pg_depend x
         WHERE x.classid = 'pg_catalog.pg_type'::regclass AND x.objid = e.oid AND x.deptype = 'e'),
      CASE WHEN e.typtype = 'd' THEN e.oid::bigint END) END`;

export const JOIN_ORIGIN_OF_TYPE = `
  JOIN pg_catalog.pg_type e ON e.oid = CASE WHEN t.typcategory = 'A' THEN t.typelem ELSE t.oid END
  JOIN pg_catalog.pg_namespace en ON en.oid = e.typnamespace`;

/** What domains are made of: few, whatever the number of columns. */
export const DOMAINS = `
  SELECT m.oid, pg_catalog.format_type(t.oid, m.typtypmod), ${ORIGIN_OF_TYPE}, m.typnotnull
    FROM pg_catalog.pg_type m
    JOIN pg_catalog.pg_namespace mn ON mn.oid = m.typnamespace
    JOIN pg_catalog.pg_type t ON t.oid = m.typbasetype
    ${JOIN_ORIGIN_OF_TYPE}
   WHERE m.typtype = 'd' AND mn.nspname <> 'information_schema'`;

/** What pg_catalog says of a type that is not built in, or of the elements of such an array. */
export type TypeOrigin = readonly [
  schema: string,
  name: string,
  formatted: string,
  array: boolean,
  /** It comes with an extension and is found without its schema: TypeORM names none. */
  bare: boolean,
  domain: number | null,
];

/** What a domain is made of. */
type DomainRow = [domain: number, formatted: string, origin: TypeOrigin | null, notNull: boolean];

/** By the oids of the domains. */
export type Domains = ReadonlyMap<number, readonly [formatted: string, origin: TypeOrigin | null, notNull: boolean]>;

export function readDomains(rows: readonly Row[]): Domains {
  return new Map((rows as DomainRow[]).map(([domain, ...base]) => [domain, base]));
}

/** @param formatted - as `format_type` prints it, with modifiers. */
export function typeName(formatted: string, origin: TypeOrigin | null, domains: Domains): TypeName {
  if (origin === null) return formatted;
  const [schema, name, plain, array, bare, domain] = origin;
  const scalar = array ? formatted.slice(0, -2) : formatted;
  const modifiers = scalar.length > plain.length ? scalar.slice(plain.length + 1, -1) : undefined;
  const options = { ...(bare ? {} : { schema }), ...(modifiers === undefined ? {} : { modifiers }), array };
  const base = domain === null ? undefined : domains.get(domain);
  if (base === undefined) return new TypeReference(name, options);
  const [under, underOrigin, notNull] = base;
  return new TypeReference(name, options, typeName(under, underOrigin, domains), notNull);
}
