/** Questions that only a person can settle, and the flags that answer them. */

import type {
  OpenImpossibility,
  OpenLoss,
  OpenLostValue,
  OpenMissingValues,
  OpenQuestion,
  PossibleAnswer,
} from '../../src/index';
import type { Paint } from './paint';

/** `posts.title is gone; headline is new with the same type. Renamed, or dropped and created?` */
export function questionSentence(question: OpenQuestion): string {
  if ('lostValue' in question) return lostValueSentence(question);
  if ('wanting' in question) return missingSentence(question);
  return 'lost' in question ? lossSentence(question) : impossibilitySentence(question);
}

function impossibilitySentence({ changed, trait, from, to }: OpenImpossibility): string {
  const [kind, name] = parts(changed);
  return `${capital(kind)} ${name} changes its ${trait} from ${from} to ${to}, and PostgreSQL has no conversion. Converted by an expression, dropped and created without its values, or changed by hand?`;
}

function missingSentence({ found, keys }: OpenMissingValues): string {
  return `${capital(found)}: ${keys}. Filled by an expression in the revision, or by hand before it is applied?`;
}

function lostValueSentence({ lostValue, candidates, answers }: OpenLostValue): string {
  const [kind, name] = parts(lostValue);
  // As they stand in the flags.
  const names = answers.slice(0, candidates.length).map(({ value }) => value.slice(lostValue.length + 1));
  const fresh = names.length === 0 ? '' : `; ${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} new`;
  const ways = [
    ...(names.length === 0 ? [] : ['renamed']),
    'replaced by another one in all rows',
    'dropped, so that the upgrade fails where a row has it',
  ];
  return `Label ${name} of an ${kind} is gone from the entities${fresh}. ${capital(ways.slice(0, -1).join(', '))}, or ${ways.at(-1)}?`;
}

function lossSentence({ lost, candidates, answers }: OpenLoss): string {
  const [kind, name] = parts(lost);
  const choices = [
    ...(candidates.length > 0 ? ['renamed'] : []),
    ...(answers.some(({ option }) => option === 'drop')
      ? [candidates.length > 0 ? 'dropped and created' : 'dropped']
      : []),
    ...(answers.some(({ option }) => option === 'keep') ? ['kept as it is'] : []),
  ];
  const gone = `${capital(kind)} ${name} is gone from the entities`;
  const candidate = candidates.map((one) => parts(one)[1]).join(' and ');
  const fresh =
    candidates.length === 0
      ? ''
      : `; ${candidate} ${candidates.length === 1 ? 'is' : 'are'} new ${kind === 'column' ? 'with the same type' : 'and similar'}`;
  return `${gone}${fresh}. ${capital(choices.slice(0, -1).join(', '))}${choices.length > 1 ? ', or ' : ''}${choices.length > 1 ? choices.at(-1) : capital(choices[0] ?? '')}?`;
}

/** An answer in words, for a list to choose from. */
export function answerLabel(question: OpenQuestion, { option, value }: PossibleAnswer): string {
  const id = idOf(question);
  const [kind, name] = parts(id);
  if ('lostValue' in question) {
    if (option !== 'mapEnum') return `Dropped: the upgrade fails where a row has ${name}`;
    const isRename = question.answers.slice(0, question.candidates.length).some((answer) => answer.value === value);
    const other = value.slice(id.length + 1);
    return isRename ? `Renamed: ${name} → ${other}` : `Replaced: ${other} in all rows that have ${name}`;
  }
  switch (option) {
    case 'rename':
      return `Renamed: ${name} → ${value.slice(id.length + 1)}`;
    case 'using':
    case 'mapEnum':
      return `Converted: the values of ${name} by an expression`;
    case 'backfill':
      return `Filled: rows without a value for ${name} get one by an expression`;
    case 'byHand':
      return `By hand: the revision only looks whether rows lack a value for ${name}`;
    case 'drop':
      return !('lost' in question) || question.candidates.length > 0
        ? `Dropped and created: ${kind} ${name} goes, with what is in it`
        : `Dropped: ${kind} ${name} goes, with what is in it`;
    case 'keep':
      return `Kept: ${kind} ${name} stays in the database, unmanaged`;
  }
}

/** What it is about: `column:public.posts.title`. */
function idOf(question: OpenQuestion): string {
  if ('lostValue' in question) return question.lostValue;
  if ('wanting' in question) return question.wanting;
  return 'lost' in question ? question.lost : question.changed;
}

/** Each question with its flags, ready to copy. */
export function questionsText(questions: readonly OpenQuestion[], paint: Paint): string[] {
  return questions.flatMap((question) => [
    `${paint('caution', '?')} ${questionSentence(question)}`,
    ...flagLines(question).map((line) => `    ${line}`),
    ...('changed' in question ? ['    or by hand: autogen revision --empty -m "…"'] : []),
  ]);
}

/** How many flags are printed of a question that has one for each label of an enum. */
const FLAGS = 8;

/** The flags, the likeliest and the last one at least. */
function flagLines({ flags }: OpenQuestion): readonly string[] {
  const left = flags.length - FLAGS;
  if (left <= 1) return flags;
  return [...flags.slice(0, FLAGS - 1), `or another one of ${left} labels in the same way`, ...flags.slice(-1)];
}

/** `column:public.posts.title` → `column`, `public.posts.title`. */
function parts(id: string): [kind: string, name: string] {
  const colon = id.indexOf(':');
  return [id.slice(0, colon), id.slice(colon + 1)];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
