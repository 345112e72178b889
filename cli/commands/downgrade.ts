import { dryRun as tell, downgrade as work } from '../../src/index';
import { defineCommand, flag, requiredText } from '../command';
import { dryRunText } from '../print/dry-run';
import { moveText } from '../print/revisions';

export const downgrade = defineCommand({
  name: 'downgrade',
  summary: 'undo revisions down to a target, one transaction each',
  example: 'autogen downgrade -1',
  parameters: {
    target: requiredText('<target>', 'base, a revision id or the beginning of one, -1, …'),
    dryRun: flag('--dry-run', 'run nothing: print the SQL of each operation, and what it locks'),
  },
  heedsInterrupt: true,
  async run({ target, dryRun }, { project, signal, tell: onProgress }) {
    if (dryRun) {
      const planned = await tell({ ...project, direction: 'downgrade', target });
      return { value: planned, text: dryRunText(planned, 'downgrade') };
    }
    const result = await work({ ...project, target, signal, onProgress });
    return { value: result, text: moveText(result, 'downgrade') };
  },
});
