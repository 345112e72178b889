/** Revisions: where they are, and where the database is among them. */

import type {
  BranchPoint,
  CurrentResult,
  InitResult,
  LostRevision,
  MoveResult,
  Progress,
  RevisionInfo,
  ShownRevision,
  StampResult,
} from '../../src/index';
import { alteredLines, halfDoneLines } from './history';
import type { Paint } from './paint';
import { shortPath } from './path';

/** `cfcc4fd02d18 (billing) (head) (mergepoint)`, in Alembic's words. */
function idText(info: RevisionInfo | LostRevision, paint: Paint, isInTree = true): string {
  if (!('file' in info)) return paint('changed', info.revision);
  const tree = [...(info.isBranchPoint ? ['branchpoint'] : []), ...(info.isMergePoint ? ['mergepoint'] : [])];
  const marks = [
    ...(info.branchLabels.length === 0 ? [] : [paint('quiet', ` (${info.branchLabels.join(', ')})`)]),
    // What another one depends on is no head to upgrade to by itself.
    ...(info.isHead ? [paint('good', info.isNeeded ? ' (effective head)' : ' (head)')] : []),
    ...(info.isCurrent ? [paint('strong', ' (current)')] : []),
    ...(isInTree ? tree.map((word) => ` (${word})`) : []),
  ];
  return `${paint('changed', info.revision)}${marks.join('')}`;
}

/** The first line of a message, behind a comma. */
function subject(message: string): string {
  const line = message.split('\n', 1)[0] ?? '';
  return line === '' ? '' : `, ${line}`;
}

function parentsText(downRevisions: readonly string[]): string {
  return downRevisions.length === 0 ? '<base>' : downRevisions.join(', ');
}

/** `autogen history`, in Alembic's words. */
export function historyText(revisions: readonly RevisionInfo[], isVerbose: boolean) {
  return (paint: Paint): string =>
    revisions
      .map((info) => {
        if (isVerbose) return verboseText(info, paint);
        const needs = info.dependsOn.length === 0 ? '' : ` (${info.dependsOn.join(', ')})`;
        return `${parentsText(info.downRevisions)}${needs} -> ${lineText(info, paint)}`;
      })
      .join('\n');
}

/** `autogen heads`. */
export function headsText(revisions: readonly RevisionInfo[], isVerbose: boolean) {
  return (paint: Paint): string =>
    revisions.map((info) => (isVerbose ? verboseText(info, paint) : lineText(info, paint, false))).join('\n');
}

/** `autogen branches`: each point, and below it what follows. */
export function branchesText(points: readonly BranchPoint[], isVerbose: boolean) {
  return (paint: Paint): string =>
    points
      .map((point) => {
        const indent = ' '.repeat(point.revision.length);
        const own = isVerbose ? headLines(point, paint).join('\n') : lineText(point, paint);
        return [own, ...point.branches.map((info) => `${indent} -> ${lineText(info, paint)}`), ''].join('\n');
      })
      .join('\n');
}

/** `autogen current`. */
export function currentText({ current, late, halfDone, altered }: CurrentResult, isVerbose: boolean) {
  return (paint: Paint): string => {
    const places = current.map((info) =>
      isVerbose && 'file' in info ? verboseText(info, paint) : lineText(info, paint, false),
    );
    return [
      ...(places.length === 0 ? ['<base>, no revision is applied'] : places),
      ...late.map(
        ({ revision, file }) =>
          `${paint('caution', '!')} ${revision} (${shortPath(file)}) was merged late: it is pending although newer ones are applied`,
      ),
      ...halfDoneLines(halfDone, paint),
      ...alteredLines(altered, paint),
    ].join('\n');
  };
}

/** One revision as one line. */
function lineText(info: RevisionInfo | LostRevision, paint: Paint, isInTree = true): string {
  return `${idText(info, paint, isInTree)}${subject(info.message)}`;
}

/** One revision as some lines, and an empty one. */
function verboseText(info: RevisionInfo, paint: Paint): string {
  return `${headLines(info, paint).join('\n')}\n`;
}

function headLines(info: RevisionInfo, paint: Paint): string[] {
  return [
    `Rev: ${idText(info, paint)}`,
    info.isMergePoint ? `Merges: ${info.downRevisions.join(', ')}` : `Parent: ${parentsText(info.downRevisions)}`,
    ...(info.dependsOn.length === 0 ? [] : [`Also depends on: ${info.dependsOn.join(', ')}`]),
    ...(info.isBranchPoint ? [`Branches into: ${info.followers.join(', ')}`] : []),
    `Path: ${shortPath(info.file)}`,
    ...(info.createDate === undefined ? [] : [`Create date: ${info.createDate}`]),
    `Message: ${info.message}`,
  ];
}

/** `autogen show`: the head, then the file's text; or, as one script, the SQL with the head in comments. */
export function showText(revisions: readonly ShownRevision[]) {
  return (paint: Paint): string =>
    revisions
      .map((shown) => {
        const head = headLines(shown, paint);
        if (shown.sql === undefined) return [...head, '', shown.text.trimEnd()].join('\n');
        const comments = head.flatMap((line) => line.split('\n')).map((line) => paint('quiet', `-- ${line}`));
        return [...comments, '', shown.sql.trimEnd()].join('\n');
      })
      .join('\n\n');
}

/** `Running upgrade 1f3a9c2b7d10 -> cfcc4fd02d18, add votes table`: one line of progress, or none. */
export function progressText(progress: Progress, isVerbose: boolean): ((paint: Paint) => string) | undefined {
  switch (progress.event) {
    case 'waiting':
      return () => `Waiting for another deployer: ${progress.holder}`;
    case 'started': {
      const { revision, direction } = progress.step;
      const [from, to] = [parentsText(revision.downRevisions), revision.id];
      const way = direction === 'upgrade' ? `${from} -> ${to}` : `${to} -> ${from}`;
      return (paint) => `${paint('quiet', `Running ${direction}`)} ${way}${subject(messageOf(revision))}`;
    }
    case 'operation': {
      const [first] = progress.operation.args;
      const what = typeof first === 'string' ? ` ${first.split('\n', 1)[0]}` : '';
      if (!isVerbose) return undefined;
      return (paint) => paint('quiet', `  ${progress.operation.name}${what} (${Math.round(progress.milliseconds)} ms)`);
    }
    case 'blocked': {
      const { blockers, tries, of, pause } = progress;
      const who = blockers.length === 0 ? 'another session' : blockers.join('; ');
      return () => `  blocked by ${who}; try ${tries + 1} of ${of} in ${(pause / 1000).toFixed(1)} s`;
    }
    case 'resumed': {
      const { finished, total } = progress;
      return () => `  half done: going on behind ${finished} of its ${total} operations`;
    }
    case 'batch': {
      const { operation, rows, about } = progress;
      return () => `  ${operation.name} ${String(operation.args[0])}: ${rows} of about ${about} rows`;
    }
    case 'done':
      return undefined;
  }
}

function messageOf(revision: object): string {
  return 'message' in revision ? String(revision.message) : '';
}

/** `autogen upgrade` and `autogen downgrade`. */
export function moveText({ before, after, revisions }: MoveResult, direction: 'upgrade' | 'downgrade') {
  return (paint: Paint): string => {
    if (revisions.length === 0) return `Nothing to ${direction}: the database is at ${placeText(before)}.`;
    const count = revisions.length === 1 ? '1 revision' : `${revisions.length} revisions`;
    return paint(
      'good',
      `${direction === 'upgrade' ? 'Upgraded' : 'Downgraded'} ${count}: the database is at ${placeText(after)}.`,
    );
  };
}

/** `autogen stamp`. */
export function stampText({ before, after }: StampResult) {
  return (): string => {
    const [from, to] = [placeText(before), placeText(after)];
    return from === to ? `Nothing to stamp: the database is at ${to}.` : `Stamped: ${from} -> ${to}; nothing was run.`;
  };
}

/** `<base>`, or the ids. */
export function placeText(ids: readonly string[]): string {
  return ids.length === 0 ? '<base>' : ids.join(' and ');
}

/** `autogen init`. */
export function initText({ config, migrations, created, ignoredIn, entities }: InitResult) {
  return (paint: Paint): string => {
    const done = [
      ...created.map((path) => paint('good', `  + ${path}`)),
      ...(ignoredIn === undefined ? [] : [paint('changed', `  ~ ${ignoredIn}: .autogen/`)]),
    ];
    if (done.length === 0) return `Everything is in place: ${shortPath(config)}, ${shortPath(migrations)}.`;
    return [
      ...done,
      `The configuration is ${shortPath(config)}; revisions go to ${shortPath(migrations)}.`,
      entities === undefined
        ? 'Next: autogen revision -m "first revision"'
        : `Next: put your entities into ${shortPath(entities)}, then run: autogen revision -m "first revision"`,
    ].join('\n');
  };
}
