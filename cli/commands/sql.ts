import { script } from '../../src/index';
import { defineCommand, requiredText } from '../command';

export const sql = defineCommand({
  name: 'sql',
  summary: 'print the SQL of an upgrade, or of a downgrade, as a script for another client',
  example: 'autogen sql base:head > upgrade.sql',
  parameters: {
    range: requiredText(
      '[from:to]',
      'where the database is, and where it is to go: 1f3a:head, head:1f3a, …',
      'base:head',
    ),
  },
  async run({ range }, { project }) {
    const result = await script({ ...project, range });
    return {
      value: result,
      text: () => result.sql.trimEnd(),
      ...(result.revisions.length === 0 ? { remark: 'There is nothing to run.' } : {}),
    };
  },
});
