import { history as work } from '../../src/index';
import { defineCommand, text } from '../command';
import { historyText } from '../print/revisions';

export const history = defineCommand({
  name: 'history',
  summary: 'list the revisions, newest first; with --verbose, with file and date',
  example: 'autogen history -r base:head',
  parameters: {
    range: text('-r, --range <from:to>', 'only these, both ends included: base:head, 1f3a:, -3:'),
  },
  async run({ range }, { project, isVerbose }) {
    const revisions = await work({ ...project, range });
    return {
      value: { revisions },
      text: historyText(revisions, isVerbose),
      ...(revisions.length === 0 ? { remark: 'There are no revisions.' } : {}),
    };
  },
});
