/** Takes away the rule of a trait that `AUTOGEN_MUTANT` names, before a test file is loaded. */

import { kinds } from '../../src/postgres/kinds';
import type { Kind, Rule } from '../../src/schema/kind';

const mutant = /^(?<what>trait|text|same) (?<kindName>\w+) (?<trait>\w+)$/.exec(process.env.AUTOGEN_MUTANT ?? '');

type Changeable<Given> = { -readonly [Property in keyof Given]: Given[Property] };

if (mutant?.groups !== undefined) {
  const { what, kindName, trait = '' } = mutant.groups;
  const kind = (kinds as readonly Kind[]).find(({ name }) => name === kindName);
  const rule = (kind?.traits as Readonly<Record<string, Changeable<Rule<object, unknown>>>> | undefined)?.[trait];
  if (rule === undefined) throw new Error(`there is no trait ${kindName} ${trait}`);
  if (what === 'text' || what === 'same') delete rule[what];
  // However it differs, it is said to be the same.
  else rule.same = () => true;
}
