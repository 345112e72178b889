/** What a run would do: each revision, its operations, their SQL, and what they lock. */

import { type DryRunResult, type Lock, lockedText, type PlannedOperation, type PlannedRevision } from '../../src/index';
import type { Meaning, Paint } from './paint';
import { shortPath } from './path';
import { placeText } from './revisions';

/** `autogen upgrade --dry-run` and `autogen downgrade --dry-run`. */
export function dryRunText({ before, revisions }: DryRunResult, direction: 'upgrade' | 'downgrade') {
  return (paint: Paint): string => {
    if (revisions.length === 0) return `Nothing to ${direction}: the database is at ${placeText(before)}.`;
    const count = revisions.length === 1 ? '1 revision' : `${revisions.length} revisions`;
    return [
      ...revisions.flatMap((one) => [...revisionLines(one, paint), '']),
      `${count} would run from ${placeText(before)}; nothing was run.`,
    ].join('\n');
  };
}

const TRANSACTIONS: Readonly<Record<PlannedRevision['transaction'], string>> = {
  own: 'in one transaction',
  shared: 'in one transaction with the others',
  parts: 'in several transactions',
  typeorm: 'by TypeORM',
};

function revisionLines(planned: PlannedRevision, paint: Paint): string[] {
  const { revision, direction, message, file, transaction, operations, locks, finished, unknown } = planned;
  const [subject = ''] = message.split('\n', 1);
  const words = `${paint('strong', direction)} ${paint('changed', revision)}${subject === '' ? '' : `, ${subject}`}`;
  const isTold = unknown === undefined && operations.every((one) => one.locks !== null);
  return [
    `${words} ${paint('quiet', `(${shortPath(file)}), ${TRANSACTIONS[transaction]}`)}`,
    ...(finished === 0 ? [] : [`  half done: ${finished} of its operations have run, and are left out here`]),
    ...operations.flatMap((one) => operationLines(one, paint)),
    ...(unknown === undefined ? [] : [`  ${paint('caution', '?')} ${unknown.message}`]),
    ...(operations.length > 1 && transaction !== 'parts'
      ? [`  until it ends: ${locksText(locks, paint)}${isTold ? '' : ', and what is not known'}`]
      : []),
  ];
}

function operationLines({ call, statements, locks, isAlone }: PlannedOperation, paint: Paint): string[] {
  return [
    `  ${call}${isAlone ? paint('quiet', ', by itself') : ''}`,
    ...statements.flatMap((statement) => `${statement};`.split('\n').map((line) => paint('quiet', `      ${line}`))),
    `    locks: ${locks === null ? paint('caution', 'not known') : locksText(locks, paint)}`,
  ];
}

function locksText(locks: readonly Lock[], paint: Paint): string {
  if (locks.length === 0) return 'nothing that others use';
  return locks.map((lock) => `${paint(meaningOf(lock), lock.mode)} on ${lockedText(lock)}`).join(', ');
}

/** By whom it makes wait: readers, writers, or neither. */
function meaningOf({ mode }: Lock): Meaning {
  if (mode === 'ACCESS EXCLUSIVE') return 'danger';
  return mode === 'SHARE' || mode === 'SHARE ROW EXCLUSIVE' || mode === 'EXCLUSIVE' ? 'caution' : 'good';
}
