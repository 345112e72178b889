import { history as work } from '../../src/index';
import { defineCommand, flag, text } from '../command';
import { historyText } from '../print/revisions';

export const history = defineCommand({
  name: 'history',
  summary: 'list the revisions, newest first; with --verbose, with file and date',
  example: 'autogen history -r base:head',
  parameters: {
    range: text('-r, --range <from:to>', 'only these, both ends included: base:head, 1f3a:, -3:'),
    indicateCurrent: flag('-i, --indicate-current', 'say where the database is'),
  },
  async run({ range, indicateCurrent }, { project, isVerbose }) {
    const revisions = await work({ ...project, range, indicateCurrent });
    return {
      value: { revisions },
      text: historyText(revisions, isVerbose),
      ...(revisions.length === 0 ? { remark: 'There are no revisions.' } : {}),
    };
  },
});
