import { upgrade as work } from '../../src/index';
import { defineCommand, requiredText } from '../command';
import { moveText, progressText } from '../print/revisions';

export const upgrade = defineCommand({
  name: 'upgrade',
  summary: 'apply revisions up to a target, one transaction each',
  example: 'autogen upgrade head',
  parameters: {
    target: requiredText('[target]', 'head, heads, a revision id or the beginning of one, +1, …', 'head'),
  },
  heedsInterrupt: true,
  async run({ target }, { project, signal, progress, isVerbose }) {
    const result = await work({
      ...project,
      target,
      signal,
      onProgress: (event) => progress(progressText(event, isVerbose)),
    });
    return { value: result, text: moveText(result, 'upgrade') };
  },
});
