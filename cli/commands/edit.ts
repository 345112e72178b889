import { edit as work } from '../../src/index';
import { defineCommand, requiredText } from '../command';
import { shortPath } from '../print/path';

export const edit = defineCommand({
  name: 'edit',
  summary: 'open the file of a revision in VISUAL or EDITOR',
  example: 'autogen edit head',
  parameters: {
    target: requiredText('<revision>', 'head, a revision id or the beginning of one, …'),
  },
  async run({ target }, { project, ask }) {
    const result = await work({ ...project, target, hasTerminal: ask !== undefined });
    return { value: result, text: () => `Edited ${result.files.map(shortPath).join(' and ')}` };
  },
});
