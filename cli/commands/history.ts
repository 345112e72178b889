import { AutogenError, log, history as work } from '../../src/index';
import { defineCommand, flag, text } from '../command';
import { logText } from '../print/history';
import { historyText } from '../print/revisions';

export const history = defineCommand({
  name: 'history',
  summary: 'list the revisions, newest first; with --verbose, with file and date',
  example: 'autogen history -r base:head',
  parameters: {
    revRange: text('-r, --rev-range <from:to>', 'only these, both ends included: base:head, 1f3a:, -3:'),
    indicateCurrent: flag('-i, --indicate-current', 'say where the database is'),
    log: flag('--log', 'what ran on the database instead: when, by whom, how long, and whether it failed'),
  },
  async run({ revRange: range, indicateCurrent, log: isLog }, { project, isVerbose }) {
    if (isLog) {
      if (indicateCurrent) throw notBoth();
      const entries = await log({ ...project, range });
      return {
        value: { log: entries },
        text: logText(entries, isVerbose),
        ...(entries.length === 0
          ? { remark: range === undefined ? 'The log is empty.' : `The log has nothing of ${range}.` }
          : {}),
      };
    }
    const revisions = await work({ ...project, range, indicateCurrent });
    return {
      value: { revisions },
      text: historyText(revisions, isVerbose),
      ...(revisions.length === 0
        ? { remark: `There are no revisions${range === undefined ? '' : ` in ${range}`}.` }
        : {}),
    };
  },
});

function notBoth(): AutogenError {
  return new AutogenError(
    'contradictory-options',
    'The log is no list of revisions: --indicate-current has no place in it.',
    {
      hint: 'autogen history --log, or: autogen history --indicate-current',
    },
  );
}
