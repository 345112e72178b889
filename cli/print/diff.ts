/** What leads from one state of the schema to another, as a tree. */

import type { DiffResult, PlacedDifference } from '../../src/index';
import { differenceLines } from './changes';
import type { Paint } from './paint';
import { questionsText } from './questions';

/** `autogen diff`. */
export function diffText({ from, to, inSync, differences, questions, cannotTell, sql }: DiffResult) {
  return (paint: Paint): string => {
    if (sql !== undefined) return sql.trimEnd();
    if (inSync) return paint('good', `From ${from} to ${to} nothing differs.`);
    return [
      paint('strong', `From ${from} to ${to}:`),
      ...grouped(differences).flatMap((group) => groupLines(group, paint)),
      ...questionsText(questions, paint),
      ...cannotTell.map(({ object, reason }) => `${paint('caution', '!')} cannot tell: ${object}: ${reason}`),
    ].join('\n');
  };
}

/** What is about one table stands together already. */
function grouped(differences: readonly PlacedDifference[]): PlacedDifference[][] {
  const groups: PlacedDifference[][] = [];
  for (const difference of differences) {
    const last = groups.at(-1);
    if (last?.[0]?.of === difference.of) last.push(difference);
    else groups.push([difference]);
  }
  return groups;
}

function groupLines(group: readonly PlacedDifference[], paint: Paint): string[] {
  const lines = differenceLines(group, paint);
  const [first] = group;
  if (first === undefined || group.every(({ name, of }) => name === of)) return lines;
  // What comes or goes as a whole says so itself.
  if (lines.length === 1 && group.some(({ name, of, kind }) => name === of && kind === 'table')) return lines;
  return [`  ${paint('strong', first.of)}`, ...lines.map((line) => `  ${line}`)];
}
