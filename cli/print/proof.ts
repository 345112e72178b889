/** What running revisions up, down and up again has shown. */

import type { RevisionProof, VerifyResult } from '../../src/index';
import { checkText, differenceLines } from './changes';
import type { Paint } from './paint';
import { shortPath } from './path';

/** A line while the others run. */
export function proofText({ revision, message }: RevisionProof) {
  return (paint: Paint): string => `  ${paint('quiet', `up, down, up  ${revision}`)} ${message}`;
}

/** `autogen verify`. */
export function verifyText({ revisions, check, proved }: VerifyResult) {
  return (paint: Paint): string => {
    const failures = revisions.flatMap((proof) => failureLines(proof, paint));
    const ran = `${revisions.length === 1 ? 'One revision' : `${revisions.length} revisions`} ran up, down and up again`;
    if (proved) return paint('good', `${ran}; everything came back as it was, and the entities agree.`);
    const rest = check.inSync ? [] : [checkText(check)(paint)];
    return [failures.length === 0 ? `${ran}; everything came back as it was.` : `${ran}.`, ...failures, ...rest].join(
      '\n',
    );
  };
}

/** What a revision has not kept; nothing where it has. */
export function failureLines({ file, notRestored, notRepeated }: RevisionProof, paint: Paint): string[] {
  const lines = (what: string, differences: RevisionProof['notRestored']) =>
    differences.length === 0
      ? []
      : [
          `${paint('danger', '!')} ${paint('strong', shortPath(file))}: ${what}`,
          ...differenceLines(differences, paint),
        ];
  return [
    ...lines('its downgrade leaves otherwise than it was', notRestored),
    ...lines('its second upgrade makes otherwise than the first', notRepeated),
  ];
}
