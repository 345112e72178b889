import { upgrade as work } from '../../src/index';
import { defineCommand, flag, requiredText } from '../command';
import { moveText } from '../print/revisions';

export const upgrade = defineCommand({
  name: 'upgrade',
  summary: 'apply revisions up to a target',
  example: 'autogen upgrade head',
  parameters: {
    target: requiredText('[target]', 'head, heads, a revision id or the beginning of one, +1, …', 'head'),
    singleTransaction: flag('--single-transaction', 'all of them in one transaction: all or nothing'),
  },
  heedsInterrupt: true,
  async run({ target, singleTransaction }, { project, signal, tell }) {
    const result = await work({
      ...project,
      target,
      singleTransaction,
      signal,
      onProgress: tell,
    });
    return { value: result, text: moveText(result, 'upgrade') };
  },
});
