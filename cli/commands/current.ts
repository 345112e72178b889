import { current as work } from '../../src/index';
import { defineCommand } from '../command';
import { currentText } from '../print/revisions';

export const current = defineCommand({
  name: 'current',
  summary: 'show the revision that the database is at',
  example: 'autogen current',
  parameters: {},
  async run(_values, { project }) {
    const result = await work(project);
    return {
      value: result,
      text: currentText(result),
      ...(result.atHead ? {} : { remark: 'Not at head; the way there: autogen upgrade head' }),
    };
  },
});
