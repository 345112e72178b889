/** The only place that asks. Everything that can be asked can be said with a flag too. */

import { AutogenError, isContinuousIntegration, type OpenQuestion, type PossibleAnswer } from '../src/index';
import { isConversation } from './print/output';
import { answerLabel, questionSentence } from './print/questions';

/** Whether there is a person at the other end. */
export function canAsk(): boolean {
  return isConversation() && !isContinuousIntegration();
}

/**
 * Asks one question.
 *
 * @throws AutogenError `interrupted` when the person presses Ctrl-C instead.
 */
export async function ask(question: OpenQuestion): Promise<PossibleAnswer> {
  const { isCancel, select } = await import('@clack/prompts');
  const chosen = await select({
    message: questionSentence(question),
    options: question.answers.map((answer, value) => ({ value, label: answerLabel(question, answer) })),
  });
  const answer = isCancel(chosen) ? undefined : question.answers[chosen];
  if (answer === undefined) throw new AutogenError('interrupted', 'Interrupted; nothing was written.');
  return answer;
}
