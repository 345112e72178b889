import { AutogenError, accept as acceptWork, stamp as work } from '../../src/index';
import { defineCommand, flag, repeatable } from '../command';
import { acceptText } from '../print/history';
import { stampText } from '../print/revisions';

export const stamp = defineCommand({
  name: 'stamp',
  summary: 'write down that the database is at revisions, and run none',
  example: 'autogen stamp head',
  parameters: {
    targets: repeatable('[revisions...]', 'head, heads, base, ids or the beginning of one; one for each branch'),
    purge: flag('--purge', "erase the version table first, and the rows of TypeORM's own, whatever they hold"),
    accept: flag('--accept', 'applied revisions that have changed or disappeared are right: these ids, or all of them'),
  },
  async run({ targets = [], purge, accept }, { project }) {
    if (accept) {
      if (purge) throw notBoth();
      const result = await acceptWork({ ...project, revisions: targets });
      return { value: result, text: acceptText(result) };
    }
    if (targets.length === 0) throw missingTarget();
    const result = await work({ ...project, targets, purge });
    return { value: result, text: stampText(result) };
  },
});

function missingTarget(): AutogenError {
  return new AutogenError('missing-argument', "Missing required argument 'revisions'.", {
    hint: 'autogen stamp head    (all options: autogen stamp --help)',
  });
}

function notBoth(): AutogenError {
  return new AutogenError(
    'contradictory-options',
    '--accept changes no row of the version table, which --purge erases.',
    {
      hint: 'autogen stamp --accept, or: autogen stamp --purge head',
    },
  );
}
