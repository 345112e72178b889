/** Two schemas → what differs. Pure; knows no kind. */

import { equal } from '../schema/equal';
import type { SchemaObject } from '../schema/object';
import type { Schema } from '../schema/schema';
import type { Change } from './change';

/**
 * Every difference between two schemas, trait by trait: drops first, in the order of `before`, then creations and
 * alterations in the order of `after`. What was renamed must have its new name on both sides already.
 */
export function diff(before: Schema, after: Schema): Change[] {
  const drops: Change[] = [];
  const changes: Change[] = [];
  let kept = 0;
  for (const [key, object] of after.entries()) {
    const old = before.byKey(key);
    if (old === undefined) {
      changes.push({ verb: 'create', object });
      continue;
    }
    kept += 1;
    for (const trait of differingTraits(old, object)) {
      changes.push({ verb: 'alter', trait, before: old, after: object });
    }
  }
  if (kept < before.size) {
    for (const [key, object] of before.entries()) {
      if (after.byKey(key) === undefined) drops.push({ verb: 'drop', object });
    }
  }
  return [...drops, ...changes];
}

/** The names of the traits in which two objects of one kind differ. */
export function differingTraits(one: SchemaObject, other: SchemaObject): string[] {
  if (one === other) return [];
  const [a, b] = [one.traits, other.traits] as [Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>];
  const differing: string[] = [];
  for (const trait in b) if (!equal(a[trait], b[trait])) differing.push(trait);
  return differing;
}

/** Whether two objects of one kind differ in nothing; stops at the first difference. */
export function haveSameTraits(one: SchemaObject, other: SchemaObject): boolean {
  const [a, b] = [one.traits, other.traits] as [Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>];
  for (const trait in b) if (a[trait] !== b[trait] && !equal(a[trait], b[trait])) return false;
  return true;
}
