import { embeddedUrl, startEmbedded, stopEmbedded } from '../../src/index';
import { defineCommand, requiredChoice } from '../command';
import { placeOf, startedText, stoppedText } from '../print/embedded';

export const embedded = defineCommand({
  name: 'embedded',
  summary: "the project's embedded PostgreSQL: print its URL (with its password), start it, stop it",
  example: 'autogen embedded start',
  parameters: {
    action: requiredChoice('<action>', ['url', 'start', 'stop'], 'what to do'),
  },
  async run({ action }, { project }) {
    switch (action) {
      case 'url': {
        const result = await embeddedUrl(project);
        const remark = 'It is not running; start it with: autogen embedded start';
        return { value: result, text: () => result.url, ...(result.isRunning ? {} : { remark }) };
      }
      case 'start': {
        const place = placeOf((await startEmbedded(project)).url);
        return { value: { ...place, isRunning: true }, text: () => startedText(place) };
      }
      case 'stop': {
        const { stopped } = await stopEmbedded(project);
        return { value: { stopped }, text: () => stoppedText(stopped) };
      }
    }
  },
});
