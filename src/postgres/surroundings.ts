/** What tables stand on and texts may mention, made in a scratch database: schemas, extensions, types. */

import type { ClientBase } from 'pg';
import { diff } from '../diff/diff';
import { plan } from '../plan/plan';
import { type Kinds, kindOf } from '../schema/kind';
import type { SchemaObject } from '../schema/object';
import type { OperationContext } from '../schema/operation';
import { Schema } from '../schema/schema';
import { statementsOf } from './operations';
import { reflect } from './reflect';

/**
 * Makes everything that is neither a table nor a part of one, unless it is there; and where a text stands alone, as a
 * view does, what it may mention: bare tables and other such texts, as far as they can be made.
 *
 * @param schemas - where two have the same object, the first one's is made.
 */
export async function buildSurroundings(
  client: ClientBase,
  [first, second]: readonly [Schema, Schema],
  { kinds, ...context }: OperationContext & { readonly kinds: Kinds },
): Promise<void> {
  const all = Schema.of(
    first,
    [...second].filter((object) => !first.has(object)),
  );
  const surrounds = (object: SchemaObject): boolean => {
    if (kindOf(kinds, object).elaborate !== undefined) return false;
    const parent = object.parent === null ? undefined : all.get(object.parent);
    return parent === undefined || surrounds(parent);
  };
  const roleOf = (object: SchemaObject) => kindOf(kinds, object).elaborate?.role;
  const statementsFor = async (isMade: (object: SchemaObject) => boolean) => {
    const before = await reflect(client, context);
    const after = all.filter(isMade).map((object) => kindOf(kinds, object).elaborate?.bare?.(object) ?? object);
    const changes = diff(before, after).filter(({ verb }) => verb === 'create');
    return plan({ changes, before, after, kinds, defaultSchema: context.defaultSchema }).flatMap((operation) =>
      statementsOf(operation, context),
    );
  };
  for (const statement of await statementsFor(surrounds)) await client.query(statement);
  if (first.find((object) => roleOf(object) === 'whole') === undefined) return;
  // One that uses a function, say, which nobody can make here: then the texts that mention it cannot be settled.
  const isMentioned = (object: SchemaObject) => roleOf(object) === 'frame' || roleOf(object) === 'whole';
  for (const statement of await statementsFor((object) => surrounds(object) || isMentioned(object))) {
    await client.query(statement).catch(() => undefined);
  }
}
