import { show as work } from '../../src/index';
import { defineCommand, flag, requiredText } from '../command';
import { showText } from '../print/revisions';

export const show = defineCommand({
  name: 'show',
  summary: 'show a revision: its file, or its SQL',
  example: 'autogen show head --sql',
  parameters: {
    target: requiredText('<revision>', 'head, a revision id or the beginning of one, …'),
    sql: flag('--sql', 'the SQL of its upgrade and its downgrade'),
  },
  async run({ target, sql }, { project }) {
    const revisions = await work({ ...project, target, sql });
    return { value: { revisions }, text: showText(revisions) };
  },
});
