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
 * view does, the bare tables that it may mention.
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
  const isWhole = (object: SchemaObject) => kindOf(kinds, object).elaborate?.role === 'whole';
  const withTables = first.find(isWhole) !== undefined;
  const surrounds = (object: SchemaObject): boolean => {
    if (kindOf(kinds, object).elaborate !== undefined) return false;
    const parent = object.parent === null ? undefined : all.get(object.parent);
    return parent === undefined || surrounds(parent);
  };
  const isMade = (object: SchemaObject): boolean =>
    surrounds(object) ||
    (withTables && (kindOf(kinds, object).elaborate?.role === 'frame' || (isWhole(object) && !first.has(object))));
  const before = await reflect(client, context);
  const after = all.filter(isMade).map((object) => kindOf(kinds, object).elaborate?.bare?.(object) ?? object);
  const changes = diff(before, after).filter(({ verb }) => verb === 'create');
  for (const operation of plan({ changes, before, after, kinds, defaultSchema: context.defaultSchema })) {
    for (const statement of statementsOf(operation, context)) await client.query(statement);
  }
}
