import { branches as work } from '../../src/index';
import { defineCommand } from '../command';
import { branchesText } from '../print/revisions';

export const branches = defineCommand({
  name: 'branches',
  summary: 'list the revisions that several follow, and these',
  example: 'autogen branches --verbose',
  parameters: {},
  async run(_values, { project, isVerbose }) {
    const revisions = await work(project);
    return {
      value: { revisions },
      text: branchesText(revisions, isVerbose),
      ...(revisions.length === 0 ? { remark: 'There are no branches.' } : {}),
    };
  },
});
