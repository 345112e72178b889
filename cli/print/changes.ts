/** Differences as a list: what a revision does, or would have to do. */

import { type CheckResult, type Difference, differenceText, kindWords } from '../../src/index';
import { alteredLines } from './history';
import type { Meaning, Paint } from './paint';
import { questionsText } from './questions';

const MEANINGS: Readonly<Record<Difference['change'], Meaning>> = {
  create: 'good',
  drop: 'bad',
  alter: 'changed',
  rename: 'moved',
};

/** One line each; what comes or goes with its table is told in the table's line. */
export function differenceLines(differences: readonly Difference[], paint: Paint): string[] {
  const whole = differences.filter(
    ({ change, kind }) => kind === 'table' && (change === 'create' || change === 'drop'),
  );
  const owner = (part: Difference) =>
    whole.find(({ change, name }) => change === part.change && part.name.startsWith(`${name}.`)) ??
    // A comment on a table has the table's own name.
    whole.find((table) => table !== part && table.change === part.change && part.name === table.name);
  return differences
    .filter((difference) => owner(difference) === undefined)
    .map((difference) => {
      const kinds = differences.filter((part) => owner(part) === difference).map(({ kind }) => kind);
      const line = paint(MEANINGS[difference.change], `  ${differenceText(difference)}`);
      return kinds.length === 0 ? line : `${line} ${paint('quiet', `(${counted(kinds)})`)}`;
    });
}

/** `3 columns, primary key, 2 foreign keys`. */
function counted(kinds: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts]
    .map(([kind, count]) => (count === 1 ? kindWords(kind) : `${count} ${plural(kindWords(kind))}`))
    .join(', ');
}

function plural(noun: string): string {
  return noun.endsWith('x') ? `${noun}es` : `${noun}s`;
}

/** `autogen check`. */
export function checkText({ against, inSync, differences, questions, unmanaged, cannotTell, altered }: CheckResult) {
  return (paint: Paint): string => {
    const other = against === 'database' ? 'the database' : 'the revisions';
    const count = differences.length + questions.length;
    const lines = inSync ? [paint('good', `In sync: the entities and ${other} agree.`)] : [];
    if (count > 0) {
      lines.push(
        paint('strong', `The entities and ${other} differ:`),
        ...differenceLines(differences, paint),
        ...questionsText(questions, paint),
        `Write it as a revision${questions.length === 0 ? '' : ', with one flag for each question'}: autogen revision -m "…"${against === 'database' ? '' : ' --against migrations'}`,
      );
    }
    for (const { object, reason } of cannotTell)
      lines.push(`${paint('caution', '!')} cannot tell: ${object}: ${reason}`);
    if (altered.length > 0) {
      lines.push(paint('strong', 'Applied revisions are no longer what ran:'), ...alteredLines(altered, paint));
    }
    return [...lines, ...unmanagedLines(unmanaged, paint)].join('\n');
  };
}

export function unmanagedLines(unmanaged: readonly string[], paint: Paint): string[] {
  if (unmanaged.length === 0) return [];
  return [
    paint('quiet', `Unmanaged (neither entities nor revisions speak of them; left alone): ${unmanaged.join(', ')}`),
  ];
}
