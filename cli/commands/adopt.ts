import { type AdoptResult, adopt as work } from '../../src/index';
import { defineCommand, flag, text } from '../command';
import { adoptText } from '../print/adopt';

export const adopt = defineCommand({
  name: 'adopt',
  summary: "take over a database that TypeORM's migrations or synchronize made; exit 2: it is not taken over yet",
  example: 'autogen adopt --stamp',
  parameters: {
    stamp: flag('--stamp', 'write down that it is at the newest revision; first, as one more, what it has beyond them'),
    message: text('-m, --message <text>', 'what the revision is about, if one is written (default: baseline)'),
    revId: text('--rev-id <id>', 'its id, instead of a random one'),
  },
  async run(values, { project, progress, confirm }) {
    let result = await work({ ...project, ...values });
    if (confirm !== undefined && ['unstamped', 'written'].includes(result.outcome)) {
      const found = result;
      progress((paint) => adoptText(found)(paint));
      const isWanted = await confirm('Write down that this database has all of it, and run nothing?');
      if (isWanted) result = await work({ ...project, stamp: true });
    }
    return { value: result, text: adoptText(result), exitCode: exitCodeOf(result) };
  },
});

function exitCodeOf({ outcome, check }: AdoptResult): 0 | 2 {
  switch (outcome) {
    case 'adopted':
      return check.inSync ? 0 : 2;
    case 'pending':
    case 'stamped':
      return 0;
    case 'unstamped':
    case 'written':
    case 'differs':
      return 2;
  }
}
