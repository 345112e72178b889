import { AutogenError, type CheckResult, check as work } from '../../src/index';
import { choice, defineCommand, flag } from '../command';
import { checkText } from '../print/changes';

export const check = defineCommand({
  name: 'check',
  summary: 'do entities, revisions and database agree? exit 0: yes, 2: no, 1: cannot tell',
  example: 'autogen check --against migrations',
  parameters: {
    against: choice(
      '--against <what>',
      ['database', 'migrations'],
      'the database, or the revisions, replayed on a throw-away server (default: database)',
    ),
    elaborate: choice(
      '--elaborate <where>',
      ['database', 'scratch'],
      'who settles whether two texts mean the same (default: database)',
    ),
    allowMultipleHeads: flag('--allow-multiple-heads', 'compare where there are several heads, too'),
  },
  async run(values, { project }) {
    const result = await work({ ...project, ...values });
    const failure = doubt(result);
    return {
      value: result,
      text: checkText(result),
      exitCode: result.inSync ? 0 : 2,
      ...(failure === undefined ? {} : { failure }),
    };
  },
});

/** What nobody could tell is no "in sync" and no "different". */
function doubt({ cannotTell, against }: CheckResult): AutogenError | undefined {
  const [first, ...more] = cannotTell;
  if (first === undefined) return undefined;
  const others = more.length === 0 ? '' : `, and ${more.length} more`;
  return new AutogenError(
    'cannot-tell',
    `PostgreSQL could not be asked whether ${first.object} differs: ${first.reason}${others}.`,
    { hint: against === 'database' ? 'autogen check --against migrations' : 'report this, with the entity' },
  );
}
