/** What `autogen merge` has joined, or why it has not. */

import { type HeadOverlap, kindWords, type MergeResult } from '../../src/index';
import type { Paint } from './paint';
import { shortPath } from './path';

/** `autogen merge`. */
export function mergeText(result: MergeResult) {
  const { outcome, heads, file = '', overlaps, cannotTell } = result;
  return (paint: Paint): string => {
    const report = [
      ...overlaps.flatMap((overlap) => overlapLines(overlap, paint)),
      ...cannotTell.map(
        ({ revision, file, what }) =>
          `${paint('caution', '?')} Nobody can tell what this touches: ${revision} (${shortPath(file)}): ${what}`,
      ),
    ];
    const names = heads.map(({ revision }) => revision);
    switch (outcome) {
      case 'unchanged':
        return names.length === 0
          ? 'There are no heads: nothing to merge.'
          : `There is one head, ${names.join()}: nothing to merge.`;
      case 'overlapping':
        return [
          paint('strong', `Heads touch the same objects; nothing was written.`),
          ...report,
          'Correct one of them, or let it follow the other by its downRevision.',
          `If both may stand, in any order: autogen merge ${names.join(' ')} --allow-overlap`,
        ].join('\n');
      case 'written':
        return [
          `Wrote ${paint('strong', shortPath(file))}`,
          `  joins ${names.join(' and ')}`,
          ...report,
          'Review it, then run: autogen upgrade head',
        ].join('\n');
    }
  };
}

/** `! table public.posts`, and below it what each head does to it. */
function overlapLines({ object, sides }: HeadOverlap, paint: Paint): string[] {
  const colon = object.indexOf(':');
  const name = `${kindWords(object.slice(0, colon))} ${object.slice(colon + 1)}`;
  return [
    `${paint('danger', '!')} ${paint('strong', name)}`,
    ...sides.flatMap(({ head, operations }) => [
      `    ${head}:`,
      ...operations.map(({ revision, file, operation }) => `      ${operation} in ${revision} (${shortPath(file)})`),
    ]),
  ];
}
