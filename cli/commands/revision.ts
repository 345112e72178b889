import { type GivenAnswers, type PossibleAnswer, revision as work } from '../../src/index';
import { choice, defineCommand, flag, repeatable, requiredText, text } from '../command';
import { revisionText } from '../print/revision';

export const revision = defineCommand({
  name: 'revision',
  summary: 'compare the entities with the database and write what has changed as one revision file',
  example: 'autogen revision -m "add votes table"',
  parameters: {
    message: requiredText('-m, --message <text>', 'what the revision is about'),
    empty: flag('--empty', 'write a revision without operations, to be filled in by hand'),
    revId: text('--rev-id <id>', 'the id, instead of a random one'),
    head: text('--head <revision>', 'what it follows: an id, label@head, or base for another line (default: the head)'),
    splice: flag('--splice', 'let it follow a revision that is no head: a branch begins there'),
    dependsOn: repeatable('--depends-on <revision>', 'what must be applied first without being its parent'),
    branchLabel: repeatable('--branch-label <name>', 'a name for the branch that begins here'),
    versionPath: text(
      '--version-path <folder>',
      'where to write it, of several folders (default: beside what it follows)',
    ),
    dryRun: flag('--dry-run', 'show the file, and write nothing'),
    against: choice('--against <what>', ['database', 'migrations'], 'what to compare with (default: database)'),
    elaborate: choice(
      '--elaborate <where>',
      ['database', 'scratch'],
      'who settles whether two texts mean the same (default: database)',
    ),
    rename: repeatable('--rename <old=new>', 'what is gone got another name: column:public.posts.title=headline'),
    using: repeatable('--using <name=expression>', 'how values become those of another type: posts.day="opened::date"'),
    mapEnum: repeatable(
      '--map-enum <old=new>',
      'the label is another one now, in all rows: enum:public.status.old=new',
    ),
    backfill: repeatable(
      '--backfill <name=expression>',
      'what rows get that would lack a value: posts.slug="lower(title)"',
    ),
    byHand: repeatable('--by-hand <name>', 'these rows get their values before the upgrade: column:public.posts.slug'),
    drop: repeatable(
      '--drop <name>',
      'what is gone is to be dropped, or to lose its values: column:public.posts.title',
    ),
    keep: repeatable('--keep <name>', 'the table stays, unmanaged: table:public.legacy'),
    verify: flag('--no-verify', 'do not run the revision on a throw-away server once it is written'),
  },
  async run(
    { rename = [], using = [], mapEnum = [], backfill = [], byHand = [], drop = [], keep = [], ...values },
    { project, ask },
  ) {
    let answers: GivenAnswers = { rename, using, mapEnum, backfill, byHand, drop, keep };
    let result = await work({ ...project, ...values, ...answers });
    // One at a time: an answer may settle other questions, or raise them.
    for (let open = result.questions[0]; ask !== undefined && open !== undefined; open = result.questions[0]) {
      const answer = await ask(open);
      if (answer === undefined) break;
      answers = including(answers, answer);
      result = await work({ ...project, ...values, ...answers });
    }
    return {
      value: result,
      text: revisionText(result),
      exitCode: result.outcome === 'undecided' ? 2 : 0,
    };
  },
});

function including(answers: GivenAnswers, { option, value }: PossibleAnswer): GivenAnswers {
  return { ...answers, [option]: [...(answers[option] ?? []), value] };
}
