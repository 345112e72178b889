import { AutogenError, type CurrentResult, current as work } from '../../src/index';
import { defineCommand, flag } from '../command';
import { currentText } from '../print/revisions';

export const current = defineCommand({
  name: 'current',
  summary: 'show the revision that the database is at',
  example: 'autogen current --check-heads',
  parameters: {
    checkHeads: flag('-c, --check-heads', 'fail unless the database is at all heads'),
  },
  async run({ checkHeads }, { project, isVerbose }) {
    const result = await work(project);
    const answer = { value: result, text: currentText(result, isVerbose) };
    if (result.atHead) return answer;
    if (checkHeads) return { ...answer, failure: behind(result) };
    const { hintForLost } = result;
    return { ...answer, remark: hintForLost ?? `Not at head; the way there: ${wayTo(result)}` };
  },
});

function wayTo({ heads }: CurrentResult): string {
  return heads.length > 1 ? 'autogen upgrade heads' : 'autogen upgrade head';
}

function behind(result: CurrentResult): AutogenError {
  const newest = result.heads.length > 1 ? 'revisions are' : 'revision is';
  const place = result.current.map(({ revision }) => revision).join(' and ') || 'base (no revision is applied)';
  return new AutogenError(
    'database-not-at-head',
    `The database is at ${place}, and the newest ${newest} ${result.heads.join(' and ')}.`,
    { hint: result.hintForLost ?? wayTo(result) },
  );
}
