import { merge as work } from '../../src/index';
import { defineCommand, flag, repeatable, text } from '../command';
import { mergeText } from '../print/merge';

export const merge = defineCommand({
  name: 'merge',
  summary: 'join heads by one revision, unless they touch the same objects; exit 2: they do',
  example: 'autogen merge -m "join billing and search"',
  parameters: {
    targets: repeatable('[revisions...]', 'the heads to join: ids, label@head, … (default: all heads)'),
    message: text('-m, --message <text>', 'what the merge is about (default: which heads it joins)'),
    revId: text('--rev-id <id>', 'the id, instead of a random one'),
    branchLabel: repeatable('--branch-label <name>', 'a name for the branch that begins here'),
    allowOverlap: flag('--allow-overlap', 'join heads that touch the same objects, too'),
  },
  async run(values, { project }) {
    const result = await work({ ...project, ...values });
    return { value: result, text: mergeText(result), exitCode: result.outcome === 'overlapping' ? 2 : 0 };
  },
});
