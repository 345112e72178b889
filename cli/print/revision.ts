/** What `autogen revision` has written, or why it has not. */

import type { RevisionResult, Verification } from '../../src/index';
import { checkText, differenceLines, unmanagedLines } from './changes';
import type { Paint } from './paint';
import { shortPath } from './path';
import { failureLines } from './proof';
import { questionsText } from './questions';

/** `autogen revision`. */
export function revisionText(result: RevisionResult) {
  return (paint: Paint): string => [...outcomeLines(result, paint), ...keptLines(result.kept)].join('\n');
}

function outcomeLines(result: RevisionResult, paint: Paint): string[] {
  const { outcome, file = '', text = '', differences, operations, questions, unmanaged, verification } = result;
  const hazards = operations.flatMap((operation) =>
    operation.hazards.map(({ code, message }) => `  ${paint('danger', `! ${code.toUpperCase()}`)} ${message}`),
  );
  const body = [...differenceLines(differences, paint), ...hazards];
  switch (outcome) {
    case 'unchanged':
      return ['Nothing has changed: no revision was written.', ...unmanagedLines(unmanaged, paint)];
    case 'undecided':
      return [
        paint(
          'strong',
          questions.length === 1
            ? 'One question is open; nothing was written.'
            : `${questions.length} questions are open; nothing was written.`,
        ),
        ...questionsText(questions, paint),
        'Answer with one flag for each, behind the same command.',
      ];
    case 'dry-run':
      return [`Would write ${paint('strong', shortPath(file))}`, ...body, '', text.trimEnd()];
    case 'written':
      return [
        `Wrote ${paint('strong', shortPath(file))}`,
        ...body,
        ...(verification === undefined ? [] : verificationLines(verification, paint)),
        operations.length === 0
          ? 'It is empty: fill in upgrade and downgrade, then run: autogen upgrade head'
          : 'Review it, then run: autogen upgrade head',
      ];
  }
}

/** What was kept by a flag is asked again unless the settings know it. */
function keptLines(kept: readonly string[]): string[] {
  if (kept.length === 0) return [];
  const list = kept.map((name) => `'${name.replaceAll(/['\\]/g, '\\$&')}'`).join(', ');
  return [
    `To keep this for good, put it into the settings beside the DataSource (export const autogen): keep: [${list}]`,
  ];
}

function verificationLines(verification: Verification, paint: Paint): string[] {
  switch (verification.outcome) {
    case 'proved':
      return [paint('good', 'Proved on a throw-away server: up, down and up again; the entities agree.')];
    case 'differs': {
      const { proof, check } = verification;
      return [...failureLines(proof, paint), ...(check.inSync ? [] : [checkText(check)(paint)])];
    }
    case 'failed':
      return [
        `${paint('danger', '!')} It fails on a throw-away server, behind the other revisions: ${verification.reason}`,
      ];
    case 'impossible':
      return [paint('caution', `Not proved: ${verification.reason}`)];
  }
}
