/** What `autogen adopt` has found, and what of it is written down now. */

import type { AdoptResult } from '../../src/index';
import { checkText, differenceLines } from './changes';
import type { Paint } from './paint';
import { shortPath } from './path';
import { placeText, stampText } from './revisions';

/** How many names are listed. */
const NAMES = 5;

/** `autogen adopt`. */
export function adoptText(result: AdoptResult) {
  return (paint: Paint): string => [...lostLines(result, paint), ...outcomeLines(result, paint)].join('\n');
}

function outcomeLines(result: AdoptResult, paint: Paint): string[] {
  const { outcome, database, current, applied, pending, drift, check, file, stamped } = result;
  const written =
    file === undefined
      ? []
      : [
          `Wrote ${paint('strong', shortPath(file))}`,
          ...differenceLines(drift, paint),
          paint('good', 'Proved on a throw-away server: it makes what this database has.'),
        ];
  const place = `The database (${database}) is at ${placeText(current)}`;
  switch (outcome) {
    case 'adopted':
      return [
        paint(
          'good',
          `Adopted: the database (${database}) is at ${placeText(current)}, and has what the revisions make.`,
        ),
        checkText(check)(paint),
      ];
    case 'pending':
      return [
        paint('good', `Adopted: the database (${database}) has ${counted(applied)}.`),
        `${pending.length} more ${pending.length === 1 ? 'is' : 'are'} pending, ${listed(pending)}: autogen upgrade head`,
      ];
    case 'unstamped':
      return [
        `${place}, and has what ${listed(pending)} ${pending.length === 1 ? 'makes' : 'make'} as well.`,
        'Write that down, and run nothing: autogen adopt --stamp',
      ];
    case 'written':
      return [...written, 'Review it; then write down that this database has it: autogen adopt --stamp'];
    case 'stamped':
      return [
        ...written,
        ...(stamped === undefined ? [] : [stampText(stamped)()]),
        ...(check.inSync ? [] : [checkText(check)(paint)]),
      ];
    case 'differs':
      return [
        paint(
          'strong',
          `${place}, and has something else than ${counted(applied.length > 0 ? applied : pending)}; nothing was written:`,
        ),
        ...differenceLines(drift, paint),
        adviceFor(result),
        'If the revisions are right, this leads back to them: autogen diff --from database --to migrations --sql',
        ...(check.inSync ? [] : [checkText(check)(paint)]),
      ];
  }
}

function adviceFor({ applied, pending }: AdoptResult): string {
  if (pending.length === 0) {
    return 'If the database is right, write the difference as a revision that it has already: autogen adopt --stamp';
  }
  if (applied.length === 0) return 'If they have run here all the same: autogen stamp heads, then: autogen adopt';
  return `If it only lacks what is pending (${listed(pending)}): autogen upgrade head`;
}

/** What TypeORM ran from files that are gone. */
function lostLines({ lost }: AdoptResult, paint: Paint): string[] {
  if (lost.length === 0) return [];
  const rows = lost.length === 1 ? '1 row' : `${lost.length} rows`;
  return [
    `${paint('caution', '!')} ${rows} of TypeORM's table have no file, and are left as they are: ${listed(lost)}`,
  ];
}

/** As an object: what these make. */
function counted(ids: readonly string[]): string {
  return ids.length === 1 ? `what the revision ${ids[0]} makes` : `what ${ids.length} revisions make`;
}

function listed(names: readonly string[]): string {
  const more = names.length - NAMES;
  return more > 0 ? `${names.slice(0, NAMES).join(', ')} and ${more} more` : names.join(', ');
}
