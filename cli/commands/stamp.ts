import { stamp as work } from '../../src/index';
import { defineCommand, flag, requiredTexts } from '../command';
import { stampText } from '../print/revisions';

export const stamp = defineCommand({
  name: 'stamp',
  summary: 'write down that the database is at revisions, and run none',
  example: 'autogen stamp head',
  parameters: {
    targets: requiredTexts('<revisions...>', 'head, heads, base, ids or the beginning of one; one for each branch'),
    purge: flag('--purge', "erase the version table first, and the rows of TypeORM's own, whatever they hold"),
  },
  async run({ targets, purge }, { project }) {
    const result = await work({ ...project, targets, purge });
    return { value: result, text: stampText(result) };
  },
});
