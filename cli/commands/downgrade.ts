import { downgrade as work } from '../../src/index';
import { defineCommand, requiredText } from '../command';
import { moveText } from '../print/revisions';

export const downgrade = defineCommand({
  name: 'downgrade',
  summary: 'undo revisions down to a target, one transaction each',
  example: 'autogen downgrade -1',
  parameters: {
    target: requiredText('<target>', 'base, a revision id or the beginning of one, -1, …'),
  },
  heedsInterrupt: true,
  async run({ target }, { project, signal, tell }) {
    const result = await work({
      ...project,
      target,
      signal,
      onProgress: tell,
    });
    return { value: result, text: moveText(result, 'downgrade') };
  },
});
