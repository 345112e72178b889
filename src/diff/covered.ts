/** What must not be compared, because it would look as if something were missing. Pure. */

import { AutogenError } from '../errors';
import { formatPath } from '../schema/object';
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

/**
 * What a role may not see into cannot be compared, and must not look as if it were not there.
 *
 * @throws AutogenError `missing-privileges`.
 */
export function refuseHidden(schema: Schema): void {
  const hidden = schema.find((object) => object.hidden === true);
  if (hidden === undefined) return;
  throw new AutogenError(
    'missing-privileges',
    `The role that reads the database has no privileges on the ${hidden.kind} ${formatPath(hidden)}, so it cannot be compared.`,
    {
      hint: `GRANT SELECT ON ${formatPath({ ...hidden, path: hidden.path.slice(0, 2) })} TO the role that connects, as the owner of the table, or connect as the owner`,
    },
  );
}
