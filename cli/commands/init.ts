import { init as work } from '../../src/index';
import { defineCommand } from '../command';
import { initText } from '../print/revisions';

export const init = defineCommand({
  name: 'init',
  summary: 'make what a project needs before its first revision; overwrites nothing',
  example: 'autogen init',
  parameters: {},
  async run(_values, { project }) {
    const result = await work(project);
    return { value: result, text: initText(result) };
  },
});
