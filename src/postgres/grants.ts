/**
 * What roles may do with a view or a column, and what else is lost when it is dropped: no entity describes it. How it is
 * read, and how it comes back. Not a kind.
 */

import { quoteIdentifier, quoteLiteral } from './sql/quote';

/** What a role may be allowed to do. */
export type Privilege =
  | ('SELECT' | 'INSERT' | 'UPDATE' | 'DELETE')
  | ('TRUNCATE' | 'REFERENCES' | 'TRIGGER' | 'MAINTAIN');

/** Privileges of one role as a revision writes them. */
export type Grant = {
  /** The name of a role, or `public`: everybody. Nothing is granted where the server has no such role. */
  readonly to: string;
  readonly privileges: readonly Privilege[];
  /** The columns that it is about; the whole where it is left out. */
  readonly columns?: readonly string[];
  /** It may be passed on. */
  readonly grantable?: true;
};

/** A grant as {@link grantsSql} reads it. */
export type GrantRow = readonly [
  to: string,
  privileges: readonly Privilege[],
  columns: readonly string[] | null,
  grantable: boolean,
];

/** SQL: all that the rows of `source` grant, as JSON rows of {@link GrantRow}; NULL where there is none. */
function grantsSql(source: string): string {
  return `(SELECT pg_catalog.json_agg(pg_catalog.json_build_array(g.role, g.privileges, g.columns, g.is_grantable)
                                      ORDER BY g.role, g.is_grantable, g.privileges, g.columns)
     FROM (SELECT e.role, e.is_grantable, e.privileges,
                  pg_catalog.array_agg(e.name ORDER BY e.name) FILTER (WHERE e.name IS NOT NULL) AS columns
             FROM (SELECT CASE x.grantee WHEN 0 THEN 'public' ELSE pg_catalog.pg_get_userbyid(x.grantee)::text END AS role,
                          x.is_grantable, x.name::text, pg_catalog.array_agg(DISTINCT x.privilege_type) AS privileges
                     FROM (${source}) x GROUP BY 1, 2, 3) e
            GROUP BY e.role, e.is_grantable, e.privileges, e.name IS NULL) g)`;
}

/**
 * SQL: the grants on a relation `c` of pg_class and on its columns, but for those of its owner. NULL where a new one would
 * have the same: no defaults give privileges on new relations.
 */
export const GRANTS_ON_RELATION = `CASE
  WHEN c.relacl IS NOT NULL OR EXISTS (SELECT FROM pg_catalog.pg_default_acl WHERE defaclobjtype = 'r')
    OR EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = c.oid AND attacl IS NOT NULL)
  THEN coalesce(${grantsSql(`
    SELECT NULL::name AS name, o.* FROM pg_catalog.aclexplode(c.relacl) o WHERE o.grantee <> c.relowner
    UNION ALL
    SELECT t.attname, o.* FROM pg_catalog.pg_attribute t, pg_catalog.aclexplode(t.attacl) o
     WHERE t.attrelid = c.oid AND t.attnum > 0 AND NOT t.attisdropped AND o.grantee <> c.relowner`)}, '[]') END`;

/** SQL: what a list of `aclitem` grants, but for what the owner has. */
export function grantsOn(items: string, owner: string): string {
  return grantsSql(`
    SELECT NULL::name AS name, o.* FROM pg_catalog.aclexplode(${items}) o WHERE o.grantee <> ${owner}`);
}

/** As a revision writes it. */
export function grantOf([to, privileges, columns, grantable]: GrantRow): Grant {
  return { to, privileges, ...(columns === null ? {} : { columns }), ...(grantable ? { grantable } : {}) };
}

/** SQL: takes away what defaults have given on a new relation. */
export function revokeDefaults(relation: string): string {
  const role = `CASE o.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(o.grantee)) END`;
  return inBlock(
    `DECLARE role text; BEGIN FOR role IN SELECT DISTINCT ${role} FROM pg_catalog.pg_class c, pg_catalog.aclexplode(c.relacl) o` +
      ` WHERE c.oid = ${quoteLiteral(relation)}::regclass AND o.grantee <> c.relowner` +
      ` LOOP EXECUTE ${quoteLiteral(`REVOKE ALL ON ${relation} FROM `)} || role; END LOOP; END`,
  );
}

/**
 * SQL: gives a role what it had.
 *
 * @param isThere - SQL conditions under which a column is there.
 */
export function grantStatements(
  relation: string,
  { to, privileges, columns, grantable }: Grant,
  isThere: (column: string) => readonly string[] = () => [],
): string[] {
  const role = to === 'public' ? 'PUBLIC' : quoteIdentifier(to);
  const grant = (what: string) => `GRANT ${what} ON ${relation} TO ${role}${grantable ? ' WITH GRANT OPTION' : ''}`;
  const hasRole = to === 'public' ? [] : [roleExists(to)];
  if (columns === undefined) return [onlyIf(hasRole, grant(privileges.join(', ')))];
  return columns.map((column) => {
    const what = privileges.map((privilege) => `${privilege} (${quoteIdentifier(column)})`).join(', ');
    return onlyIf([...hasRole, ...isThere(column)], grant(what));
  });
}

/** SQL: a condition. Roles belong to the server: another one of the same databases may have others. */
export function roleExists(role: string): string {
  return `EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = ${quoteLiteral(role)})`;
}

/** SQL: a condition. A view whose query has changed may have other columns. */
export function columnExists(relation: string, column: string): string {
  const same = `attrelid = ${quoteLiteral(relation)}::regclass AND attname = ${quoteLiteral(column)}`;
  return `EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE ${same} AND NOT attisdropped)`;
}

/** SQL: the statement, where all conditions hold. */
export function onlyIf(conditions: readonly string[], statement: string): string {
  if (conditions.length === 0) return statement;
  return inBlock(`BEGIN IF ${conditions.join(' AND ')} THEN ${statement}; END IF; END`);
}

function inBlock(body: string): string {
  return `DO ${quoteLiteral(body)}`;
}
