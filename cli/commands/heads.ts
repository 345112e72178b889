import { heads as work } from '../../src/index';
import { defineCommand, flag } from '../command';
import { headsText } from '../print/revisions';

export const heads = defineCommand({
  name: 'heads',
  summary: 'list the revisions that none follows; a healthy project has one',
  example: 'autogen heads',
  parameters: {
    resolveDependencies: flag('--resolve-dependencies', 'without those that another one depends on'),
  },
  async run({ resolveDependencies }, { project, isVerbose }) {
    const revisions = await work({ ...project, resolveDependencies });
    return {
      value: { revisions },
      text: headsText(revisions, isVerbose),
      ...(revisions.length === 0 ? { remark: 'There are no revisions.' } : {}),
    };
  },
});
