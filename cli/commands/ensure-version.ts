import { ensureVersion as work } from '../../src/index';
import { defineCommand } from '../command';

export const ensureVersion = defineCommand({
  name: 'ensure-version',
  summary: 'make the version table where it is missing; change nothing else',
  example: 'autogen ensure-version',
  parameters: {},
  async run(_values, { project }) {
    const result = await work(project);
    const { table, created } = result;
    return { value: result, text: () => (created ? `Made the table ${table}.` : `The table ${table} is there.`) };
  },
});
