/**
 * What two lines of revisions do to the same objects. Pure: operations are plain data, and each says itself what it is
 * about; what none can tell is told as that.
 */

import { keyOf, type ObjectId } from '../schema/object';
import type { Operation, OperationContext, Touched, Trail } from '../schema/operation';
import { touchedBy } from './operations';

/** What one revision does, as far as it is known. */
export interface Deed<Revision> {
  readonly revision: Revision;
  readonly operations: readonly Operation[];
  /** Why there may be more. */
  readonly unknown?: string | undefined;
}

/** One operation of one revision. */
export interface Act<Revision> {
  readonly revision: Revision;
  readonly operation: Operation;
}

/** Two lines touch one object. */
export interface Overlap<Revision> {
  readonly object: ObjectId;
  readonly first: readonly Act<Revision>[];
  readonly second: readonly Act<Revision>[];
}

/** Something of which nobody can tell what it touches. */
export interface Untold<Revision> {
  readonly revision: Revision;
  /** The operation, where it is one. */
  readonly operation?: Operation | undefined;
  /** Why, where it is no operation. */
  readonly reason?: string | undefined;
}

/** What was found. */
export interface Overlaps<Revision> {
  readonly overlaps: readonly Overlap<Revision>[];
  readonly untold: readonly Untold<Revision>[];
}

/** An act with what it is about. */
interface Known<Revision> extends Act<Revision> {
  readonly touched: Touched;
}

/** Compares two lines of revisions, each in the order in which they run. */
export function findOverlaps<Revision>(
  first: readonly Deed<Revision>[],
  second: readonly Deed<Revision>[],
  context: OperationContext,
): Overlaps<Revision> {
  const [one, other] = [known(first, context), known(second, context)];
  const found = new Map<string, { object: ObjectId; first: Set<Known<Revision>>; second: Set<Known<Revision>> }>();
  for (const left of one) {
    for (const right of other) {
      const object = commonObject(left.touched, right.touched) ?? commonObject(right.touched, left.touched);
      if (object === undefined) continue;
      const overlap = found.get(keyOf(object)) ?? { object, first: new Set(), second: new Set() };
      overlap.first.add(left);
      overlap.second.add(right);
      found.set(keyOf(object), overlap);
    }
  }
  const bare = (acts: ReadonlySet<Known<Revision>>) =>
    [...acts].map(({ revision, operation }) => ({ revision, operation }));
  return {
    overlaps: [...found.values()].map((overlap) => ({
      object: overlap.object,
      first: bare(overlap.first),
      second: bare(overlap.second),
    })),
    untold: [...untold(first, second, other, context), ...untold(second, first, one, context)],
  };
}

function known<Revision>(deeds: readonly Deed<Revision>[], context: OperationContext): Known<Revision>[] {
  return deeds.flatMap(({ revision, operations }) =>
    operations.flatMap((operation) => {
      const touched = touchedBy(operation, context);
      return touched === undefined ? [] : [{ revision, operation, touched }];
    }),
  );
}

/** The object that both touch, so that it matters which of them comes first; asked both ways round. */
function commonObject(one: Touched, other: Touched): ObjectId | undefined {
  const { makes = [], changes = [], uses = [], usesPartsOf = [] } = one;
  const made = other.makes ?? [];
  const changed = other.changes ?? [];
  return (
    meeting(makes, made, isSame) ??
    // What goes or gets another name takes along what stands in it.
    meeting([...makes, ...changes, ...uses, ...usesPartsOf], changed, isIn) ??
    meeting([...uses, ...usesPartsOf], made, isSame) ??
    meeting(usesPartsOf, changed, (whole, part) => isIn(part, whole))
  );
}

function meeting(
  ones: readonly Trail[],
  others: readonly Trail[],
  test: (one: Trail, other: Trail) => boolean,
): ObjectId | undefined {
  for (const one of ones) for (const other of others) if (test(one, other)) return other[0];
  return undefined;
}

function isSame([one]: Trail, [other]: Trail): boolean {
  return keyOf(one) === keyOf(other);
}

/** Whether one is the other, or stands in it. */
function isIn(one: Trail, [other]: Trail): boolean {
  return one.some((object) => keyOf(object) === keyOf(other));
}

/** What of `deeds` cannot be told, where the others do something at all that it could meet. */
function untold<Revision>(
  deeds: readonly Deed<Revision>[],
  others: readonly Deed<Revision>[],
  otherActs: readonly Known<Revision>[],
  context: OperationContext,
): Untold<Revision>[] {
  const isAlone = others.every(({ operations, unknown }) => operations.length === 0 && unknown === undefined);
  if (isAlone) return [];
  const isChanged = otherActs.some(({ touched }) => (touched.changes ?? []).length > 0);
  return deeds.flatMap(({ revision, operations, unknown }) => [
    ...operations.flatMap((operation): Untold<Revision>[] => {
      const touched = touchedBy(operation, context);
      // A query may mention anything, and what is only added is no matter to it.
      const isTold = touched !== undefined && !(touched.mayUseAnything && isChanged);
      return isTold ? [] : [{ revision, operation }];
    }),
    ...(unknown === undefined ? [] : [{ revision, reason: unknown }]),
  ]);
}
