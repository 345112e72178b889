/** Tables that no revision created, and that may be what an entity describes now. Pure; knows no kind. */

import type { Kinds } from '../schema/kind';
import { keyOf, type SchemaObject } from '../schema/object';
import type { Schema } from '../schema/schema';
import type { Answers } from './answers';
import { candidatesFor } from './candidates';

/** What strangers are looked at with. */
export interface Surroundings {
  readonly before: Schema;
  readonly after: Schema;
  readonly kinds: Kinds;
  readonly answers: Answers;
}

/**
 * The keys of those that are not simply left alone: a new table is like one of them, or an answer says so. A table that
 * `synchronize` made must not stay behind under its old name, with all its rows, while its entity gets an empty one.
 */
export function mayBeRenamed(
  strangers: readonly SchemaObject[],
  created: ReadonlySet<string>,
  { before, after, kinds, answers }: Surroundings,
): ReadonlySet<string> {
  const unknown = strangers.filter((object) => !created.has(keyOf(object)));
  const candidates = candidatesFor(unknown, before, after, kinds);
  const asked = unknown.filter((object, place) => candidates[place]?.length !== 0 || answers.speaksOf(object));
  return new Set(asked.map(keyOf));
}
