/** Changes as text for people: one line each. Pure; knows no kind. */

import type { Change } from '../diff/change';
import { isTypeReference, shortType, typeSql } from '../postgres/sql/types';
import type { Lock } from '../schema/lock';
import { formatPath, kindWords } from '../schema/object';

export { kindWords };

/** One difference, as plain data that JSON can hold. */
export interface Difference {
  readonly change: Change['verb'];
  /** The kind of the object: `table`, `column`, … */
  readonly kind: string;
  /** The object's name in full, quoted as in SQL. */
  readonly name: string;
  /** Which trait differs, where the object is on both sides. */
  readonly trait?: string;
  /** The trait as it is now, or the new name of a rename. */
  readonly from?: string;
  readonly to?: string;
}

/** A change as plain data. */
export function differenceOf(change: Change): Difference {
  const object = change.verb === 'alter' ? change.after : change.object;
  const base = { change: change.verb, kind: object.kind, name: formatPath(object) };
  switch (change.verb) {
    case 'alter': {
      const [from, to] = [change.before.traits, change.after.traits] as Readonly<Record<string, unknown>>[];
      return { ...base, trait: change.trait, from: valueText(from?.[change.trait]), to: valueText(to?.[change.trait]) };
    }
    case 'rename':
      return { ...base, to: formatPath(change.to) };
    default:
      return base;
  }
}

/** `~ column public.posts.title: type varchar(50) → varchar(200)`. */
export function differenceText({ change, kind, name, trait, from, to }: Difference): string {
  const object = `${kindWords(kind)} ${name}`;
  switch (change) {
    case 'create':
      return `+ ${object}`;
    case 'drop':
      return `- ${object}`;
    case 'rename':
      return `> ${object} → ${to}`;
    case 'alter':
      return `~ ${object}: ${trait} ${from} → ${to}`;
  }
}

/** A trait's value for reading. */
function valueText(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  if (isTypeReference(value)) return typeSql(value);
  if (typeof value === 'string') return shortType(value).replaceAll(/\s*\n\s*/g, ' ');
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueText).join(', ');
  if (typeof value !== 'object') return String(value);
  const entries = Object.entries(value);
  return entries.length === 1
    ? valueText(entries[0]?.[1])
    : entries.map(([key, entry]) => `${key} ${valueText(entry)}`).join(' ');
}

/** On what a lock is: `public.posts`, or the words for it. */
export function lockedText(lock: Lock): string {
  return 'object' in lock ? formatPath(lock.object) : lock.which;
}
