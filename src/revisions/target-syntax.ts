/**
 * Target syntax, as Alembic's, taken apart: the only place that knows how a target is written. Pure; knows no graph.
 *
 * `[label@](id | prefix of an id | label | head | heads | base | current)[+N | -N]`, or `[label@]+N`, `[label@]-N`
 * counted from where the database is; ranges are `from:to`.
 */

import { AutogenError } from '../errors';

/** Signs that stand between the words of a target, so that no id and no label can hold them. */
const SIGNS = /[@+:\s-]/;
const RESERVED: ReadonlySet<string> = new Set(['head', 'heads', 'base', 'current']);

/** Whether a target can name a revision or a branch so. */
export function isNameable(name: string): boolean {
  return name !== '' && !SIGNS.test(name) && !RESERVED.has(name);
}

/** A target, taken apart. */
export interface Target {
  readonly text: string;
  readonly label: string | undefined;
  /** Empty where the target is counted from the database's revision. */
  readonly symbol: string;
  readonly offset: number | undefined;
}

/** A range, taken apart. An end that was left out is `undefined`. */
export interface Range {
  readonly from: Target | undefined;
  readonly to: Target | undefined;
  /** `-3:head`: `from` is counted from `to`, not from the database's revision. */
  readonly countsBack: boolean;
}

/** @throws AutogenError `invalid-target`. */
export function parseTarget(text: string): Target {
  const match = /^(?:([^@]+)@)?([^@+:-]*)([+-]\d+)?$/.exec(text);
  const [, label, symbol = '', offset] = match ?? [];
  if (match === null || (symbol === '' && offset === undefined)) {
    throw new AutogenError('invalid-target', `${JSON.stringify(text)} is not a revision.`, {
      hint: 'write a revision id (its beginning is enough), head, heads, base, +2, -1, cfcc4fd02d18+1 or label@head',
    });
  }
  return { text, label, symbol, offset: offset === undefined ? undefined : Number(offset) };
}

/** @throws AutogenError `invalid-target`. */
export function parseRange(text: string): Range {
  const [before, behind, ...more] = text.split(':');
  if (before === undefined || behind === undefined || more.length > 0) {
    throw new AutogenError('invalid-target', `${JSON.stringify(text)} is not a range of revisions.`, {
      hint: 'write from:to, as in base:head or cfcc4fd02d18:current',
    });
  }
  const from = before === '' ? undefined : parseTarget(before);
  const to = behind === '' ? undefined : parseTarget(behind);
  return {
    from,
    // `cfcc:+2` is two further than where it begins.
    to: from !== undefined && to !== undefined && isSteps(to, '+') ? parseTarget(`${before}${behind}`) : to,
    countsBack: from !== undefined && isSteps(from, '-'),
  };
}

/** Whether a target can only be resolved where it is known which revisions the database is at. */
export function targetNeedsCurrent(text: string): boolean {
  return needsCurrent(parseTarget(text));
}

/** As {@link targetNeedsCurrent}, for a range. */
export function rangeNeedsCurrent(text: string): boolean {
  const { from, to, countsBack } = parseRange(text);
  return (to !== undefined && needsCurrent(to)) || (from !== undefined && !countsBack && needsCurrent(from));
}

function needsCurrent({ symbol }: Target): boolean {
  return symbol === '' || symbol === 'current';
}

/** Whether it is a bare `+2` or `-2`. */
function isSteps({ text, symbol, label }: Target, sign: '+' | '-'): boolean {
  return symbol === '' && label === undefined && text.startsWith(sign);
}
