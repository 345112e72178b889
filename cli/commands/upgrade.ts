import { dryRun as tell, upgrade as work } from '../../src/index';
import { defineCommand, flag, requiredText } from '../command';
import { dryRunText } from '../print/dry-run';
import { moveText } from '../print/revisions';

export const upgrade = defineCommand({
  name: 'upgrade',
  summary: 'apply revisions up to a target',
  example: 'autogen upgrade head',
  parameters: {
    target: requiredText('[target]', 'head, heads, a revision id or the beginning of one, +1, …', 'head'),
    singleTransaction: flag('--single-transaction', 'all of them in one transaction: all or nothing'),
    dryRun: flag('--dry-run', 'run nothing: print the SQL of each operation, and what it locks'),
  },
  heedsInterrupt: true,
  async run({ target, singleTransaction, dryRun }, { project, signal, tell: onProgress }) {
    if (dryRun) {
      const planned = await tell({ ...project, direction: 'upgrade', target, singleTransaction });
      return { value: planned, text: dryRunText(planned, 'upgrade') };
    }
    const result = await work({ ...project, target, singleTransaction, signal, onProgress });
    return { value: result, text: moveText(result, 'upgrade') };
  },
});
