import { diff as work } from '../../src/index';
import { defineCommand, flag, text } from '../command';
import { diffText } from '../print/diff';

export const diff = defineCommand({
  name: 'diff',
  summary: 'what leads from one state of the schema to another; exit 0: nothing, 2: something',
  example: 'autogen diff --from migrations --to postgres://localhost/staging',
  parameters: {
    from: text('--from <side>', 'database, migrations, entities or a URL (default: database)'),
    to: text('--to <side>', 'the same (default: entities)'),
    sql: flag('--sql', 'the SQL that leads there'),
  },
  async run(values, { project }) {
    const result = await work({ ...project, ...values });
    return { value: result, text: diffText(result), exitCode: result.inSync ? 0 : 2 };
  },
});
