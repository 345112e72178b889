/** The log of what ran, and what it says of applied revisions. */

import type { AcceptResult, AlteredRevision, HalfDoneRevision, LogEntry } from '../../src/index';
import type { Meaning, Paint } from './paint';
import { shortPath, shortPaths } from './path';

const MEANINGS: Readonly<Record<LogEntry['outcome'], Meaning>> = {
  done: 'good',
  failed: 'bad',
  stamped: 'changed',
  accepted: 'changed',
};

/** `autogen history --log`: a line for each entry, and below it why it failed; with `--verbose` the checksums, too. */
export function logText(entries: readonly LogEntry[], isVerbose: boolean) {
  return (paint: Paint): string => entries.map((entry) => entryLines(entry, isVerbose, paint).join('\n')).join('\n');
}

function entryLines(entry: LogEntry, isVerbose: boolean, paint: Paint): string[] {
  const { revision, direction, outcome, startedAt, milliseconds, role, application, code, message } = entry;
  const words = [
    `${startedAt.slice(0, 10)} ${startedAt.slice(11, 19)} UTC`,
    outcome === 'accepted' ? '' : direction,
    paint('changed', revision),
    paint(MEANINGS[outcome], outcome),
    milliseconds === undefined ? '' : `in ${milliseconds} ms`,
    paint('quiet', `by ${role}${application === '' ? '' : ` (${application})`}`),
  ];
  const why = [code, message].filter((text) => text !== undefined).join(': ');
  return [
    words.filter((word) => word !== '').join(' '),
    ...(why === '' ? [] : [`  ${why}`]),
    ...(isVerbose ? detailLines(entry).map((line) => paint('quiet', `  ${line}`)) : []),
  ];
}

function detailLines({ file, checksum, fileChecksum }: LogEntry): string[] {
  return Object.entries({ file, checksum, 'checksum of the file': fileChecksum }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}`],
  );
}

/** Applied revisions that are no longer what ran, each with what to do. */
export function alteredLines(altered: readonly AlteredRevision[], paint: Paint): string[] {
  return altered.flatMap(({ message, hint }) => [
    `${paint('caution', '!')} ${shortPaths(message)}`,
    `    ${shortPaths(hint)}`,
  ]);
}

/** A revision that is half done, and the command that finishes it. */
export function halfDoneLines(halfDone: HalfDoneRevision | undefined, paint: Paint): string[] {
  if (halfDone === undefined) return [];
  const { revision, file, direction, finished, command } = halfDone;
  const count = finished === 1 ? '1 operation' : `${finished} operations`;
  const place = file === undefined ? 'no file contains it' : shortPath(file);
  return [
    `${paint('caution', '!')} Half done: ${count} of the ${direction} of ${revision} (${place}) ${finished === 1 ? 'has' : 'have'} run.`,
    `    finish it: ${command}`,
  ];
}

/** `autogen stamp --accept`. */
export function acceptText({ accepted }: AcceptResult) {
  return (): string =>
    accepted
      .map(({ revision, how, file }) => {
        const place = file === undefined ? '' : ` (${shortPath(file)})`;
        return `Accepted: ${revision}${place}${how === 'changed' ? ' as it is now' : ' is gone'}; nothing was run.`;
      })
      .join('\n');
}
