/** What must be dropped and created again although it stays. Pure; knows no kind. */

import type { Rename } from '../diff/change';
import { type Kinds, kindOf, needsOf, providesOf } from '../schema/kind';
import { keyOf, pathAfter, type SchemaObject } from '../schema/object';
import type { Schema } from '../schema/schema';
import type { Alteration, PlanInput } from './input';

/** The keys of objects that stay in the schema but must be dropped and created again. */
export function recreatedOf(
  alterations: ReadonlyMap<string, Alteration>,
  { changes, before, after, kinds }: PlanInput,
): ReadonlySet<string> {
  const recreated = new Set([...alterations].filter(([, { verb }]) => verb === 'recreate').map(([key]) => key));
  const dependents = dependentsIn(before, kinds);
  const queue = [...recreated];
  const add = (object: SchemaObject) => {
    const key = keyOf(object);
    if (recreated.has(key) || !after.has(object)) return;
    recreated.add(key);
    queue.push(key);
  };
  const renames = changes.filter((change) => change.verb === 'rename');
  for (const change of changes) {
    const part =
      change.verb === 'rename'
        ? partRenamed(change, renames, before)
        : change.verb === 'create'
          ? change.object
          : undefined;
    const whole = part?.parent == null ? undefined : before.get(part.parent);
    if (part !== undefined && whole !== undefined) {
      for (const dependent of dependents(whole)) {
        const { follows } = kindOf(kinds, dependent);
        if ([dependent, after.get(dependent)].some((one) => one !== undefined && follows?.(one, part, after)))
          add(dependent);
      }
    }
    if (change.verb !== 'drop') continue;
    const gone = { before: change.object, after: undefined, traits: new Set<string>() };
    for (const dependent of dependents(change.object)) {
      if (kindOf(kinds, dependent).yields?.(dependent, gone, before)) add(dependent);
    }
  }
  for (const alteration of alterations.values()) {
    if (alteration.verb === 'recreate') continue;
    const moving = alteration.verb === 'replace';
    for (const dependent of dependents(alteration.before)) {
      const kind = kindOf(kinds, dependent);
      // Not if it is about to need nothing any more, as a generated column that becomes a plain one.
      const kept = after.get(dependent);
      if (kept !== undefined && kind.yields?.(dependent, alteration, before) && kind.yields(kept, alteration, before))
        add(dependent);
      if (!moving || kind.reattach === undefined) continue;
      // Whatever is computed from something that moves over cannot stay in between.
      const moved = { before: dependent, after: after.get(dependent) ?? dependent, traits: new Set(['type']) };
      for (const further of dependents(dependent)) {
        const furtherKind = kindOf(kinds, further);
        if (furtherKind.texts?.(further) || furtherKind.yields?.(further, moved, before)) add(further);
      }
    }
  }
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    const object = before.byKey(key);
    for (const dependent of object === undefined ? [] : dependents(object)) {
      const isPart = dependent.parent !== null && keyOf(dependent.parent) === key;
      if (!isPart || !kindOf(kinds, dependent).outlives) add(dependent);
    }
  }
  return recreated;
}

/** What has another name: its whole may get its new one later. */
function partRenamed({ to }: Rename, renames: readonly Rename[], before: Schema): SchemaObject | undefined {
  const wholes = renames.filter(({ object }) => object.path.length < to.path.length);
  const places = [to.path, ...wholes.map((whole) => pathAfter(to.path, whole.object, whole.to))];
  return places.map((path) => before.get({ kind: to.kind, path })).find((part) => part !== undefined);
}

/** Who needs an object, in one schema. The index is built when it is asked for first. */
export function dependentsIn(schema: Schema, kinds: Kinds): (object: SchemaObject) => readonly SchemaObject[] {
  let index: Map<string, SchemaObject[]> | undefined;
  return (object) => {
    if (index === undefined) {
      index = new Map();
      for (const dependent of schema) {
        for (const need of new Set(needsOf(kinds, dependent, schema))) {
          const known = index.get(need);
          if (known === undefined) index.set(need, [dependent]);
          else known.push(dependent);
        }
      }
    }
    const found = new Set(providesOf(kinds, object).flatMap((token) => index?.get(token) ?? []));
    found.delete(object);
    return [...found];
  };
}
