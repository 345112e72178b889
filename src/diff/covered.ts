/** What must not be compared, because it would look as if something were missing. Pure. */

import { AutogenError } from '../errors';
import { displayName } from '../postgres/sql/quote';
import { formatPath, kindWords, type SchemaObject } from '../schema/object';
import type { Schema } from '../schema/schema';

/**
 * A schema that is not read would look as if all that the entities want there were missing.
 *
 * @throws AutogenError `schema-not-covered`.
 */
export function requireCovered(desired: Schema, schemas: readonly string[] | undefined): void {
  if (schemas === undefined) return;
  const left = desired.find(({ kind, path }) => kind === 'schema' && !schemas.includes(path[0] as string));
  if (left === undefined) return;
  throw new AutogenError(
    'schema-not-covered',
    `The setting \`schemas\` leaves out the schema ${formatPath(left)}, which entities use.`,
    {
      hint: `add it to the settings: schemas: [${[...schemas, left.path[0]].map((name) => `'${name}'`).join(', ')}]`,
    },
  );
}

/** What the role that read the database may not see into. */
export function hiddenIn(schema: Schema): readonly SchemaObject[] {
  return schema.list().filter(({ hidden }) => hidden === true);
}

/** What a role may not see into cannot be compared, and must not look as if it were not there. */
export function missingPrivileges(hidden: readonly [SchemaObject, ...SchemaObject[]], role: string): AutogenError {
  const [first] = hidden;
  const grantee = displayName(role);
  const tables = [...new Set(hidden.map(({ kind, path }) => formatPath({ kind, path: path.slice(0, 2) })))];
  const others = tables.length - 1;
  const more = others === 0 ? '' : ` (and ${others} more table${others === 1 ? '' : 's'})`;
  return new AutogenError(
    'missing-privileges',
    `The role ${grantee} has no privileges on the ${kindWords(first.kind)} ${formatPath(first)}${more}, so it cannot be compared.`,
    { hint: `let the owner run: GRANT SELECT ON ${tables.join(', ')} TO ${grantee};` },
  );
}
