/** What is known about an object that stays. Pure; knows no kind. */

import { type Kinds, kindOf } from '../schema/kind';
import { keyOf, type SchemaObject } from '../schema/object';
import type { Schema } from '../schema/schema';
import { differences } from './differences';

/**
 * `after`, where what has not changed needs what PostgreSQL said of it in `before`: as long as that is there, and unless
 * it may need more, which follows the parts of what it needs.
 *
 * @param outside - keys of what is there as well, and not compared.
 */
export function withKnownNeeds(before: Schema, after: Schema, outside: ReadonlySet<string>, kinds: Kinds): Schema {
  const { changed, gained } = differences(before, after);
  const changedKeys = new Set(changed.map(([key]) => key));
  const grown = new Map<string, SchemaObject[]>();
  for (const [, part] of gained) {
    if (part.parent === null) continue;
    const key = keyOf(part.parent);
    grown.set(key, [...(grown.get(key) ?? []), part]);
  }
  const changes = new Map<string, SchemaObject>();
  for (const [key, object] of after.entries()) {
    const needs = (changedKeys.has(key) ? undefined : before.byKey(key)?.needs) ?? object.needs;
    if (needs === undefined) continue;
    const { follows } = kindOf(kinds, object);
    const mayNeedMore = (need: string) => grown.get(need)?.some((part) => follows?.(object, part, after)) === true;
    const isThere = (need: string) => after.byKey(need) !== undefined || outside.has(need);
    const isKnown = needs.every((need) => isThere(need) && !mayNeedMore(need));
    const { needs: own, ...unknown } = object;
    if (isKnown && needs !== own) changes.set(key, { ...object, needs });
    else if (!isKnown && own !== undefined) changes.set(key, unknown);
  }
  return after.replace(changes);
}
