/** The only place that asks. Everything that can be asked can be said with a flag too. */

import { AutogenError, isContinuousIntegration, type OpenQuestion, type PossibleAnswer } from '../src/index';
import { isConversation, lendStdout } from './print/output';
import { answerLabel, questionSentence } from './print/questions';

/** Whether there is a person at the other end. */
export function canAsk(): boolean {
  return isConversation() && !isContinuousIntegration();
}

/**
 * Asks one question; nothing is answered where the person wants to write the change by hand.
 *
 * @throws AutogenError `interrupted` when the person presses Ctrl-C instead.
 */
export function ask(question: OpenQuestion): Promise<PossibleAnswer | undefined> {
  return lendStdout(() => put(question));
}

async function put(question: OpenQuestion): Promise<PossibleAnswer | undefined> {
  const { isCancel, select, text } = await import('@clack/prompts');
  const byHand = 'changed' in question ? [{ value: -1, label: 'Neither: I write the change by hand' }] : [];
  const chosen = await select({
    message: questionSentence(question),
    options: [...question.answers.map((answer, value) => ({ value, label: answerLabel(question, answer) })), ...byHand],
  });
  if (chosen === -1) return undefined;
  const answer = isCancel(chosen) ? undefined : question.answers[chosen];
  if (answer === undefined) throw interrupted();
  const wanted = expressionFor(question, answer);
  if (wanted === undefined) return answer;
  const expression = await text({
    message: wanted.message,
    placeholder: 'an expression over the columns of the table',
    ...(wanted.suggestion === null ? {} : { initialValue: wanted.suggestion }),
    validate: (value) => ((value ?? '').trim() === '' ? 'Write an expression, or press Ctrl-C.' : undefined),
  });
  if (isCancel(expression)) throw interrupted();
  return { option: answer.option, value: `${wanted.name}=${expression}` };
}

/**
 * Asks for a yes or a no; no is what a person gets who only presses Enter.
 *
 * @throws AutogenError `interrupted` as {@link ask} does.
 */
export async function confirm(sentence: string): Promise<boolean> {
  const { confirm: choose, isCancel } = await import('@clack/prompts');
  const answer = await lendStdout(() => choose({ message: sentence, initialValue: false }));
  if (isCancel(answer)) throw interrupted();
  return answer;
}

/** What has to be asked beside, where an answer wants an expression. */
function expressionFor(
  question: OpenQuestion,
  { option }: PossibleAnswer,
): { readonly name: string; readonly message: string; readonly suggestion: string | null } | undefined {
  if ('changed' in question && option === 'using') {
    const { changed, to, suggestion } = question;
    return { name: changed, message: `SQL of the new value, a ${to}`, suggestion };
  }
  if ('wanting' in question && option === 'backfill') {
    return { name: question.wanting, message: 'SQL of the value that these rows get', suggestion: null };
  }
  return undefined;
}

function interrupted(): AutogenError {
  return new AutogenError('interrupted', 'Interrupted; nothing was written.', { hint: 'run the command again' });
}
