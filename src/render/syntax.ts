/** Operations as syntax trees: which call, object, array and literal stand in the file. No layout here. */

import { isSql } from '../postgres/sql/sql';
import { isTypeReference } from '../postgres/sql/types';
import type { Argument, Operation } from '../schema/operation';
import type { Literals } from './literal';

/** One expression; `text` leaves are finished source text. */
export type Expression =
  | { readonly kind: 'text' | 'string' | 'number' | 'template'; readonly text: string }
  | { readonly kind: 'array'; readonly items: readonly Expression[] }
  | { readonly kind: 'object'; readonly entries: readonly Entry[] }
  | CallExpression;

/** A call of a function, whose name is source text. */
export interface CallExpression {
  readonly kind: 'call';
  readonly callee: string;
  readonly args: readonly Expression[];
}

/** One property of an object; `key` is source text. */
export interface Entry {
  readonly key: string;
  readonly value: Expression;
}

/** Which values of the package an operation's source text refers to. */
export type Import = 'sql' | 'type';

const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** `op.dropTable('votes')` as a tree. `use` hears what the text refers to. */
export function operationSyntax(
  operation: Operation,
  literals: Literals,
  use: (name: Import) => void = () => {},
): CallExpression {
  // A name comes from a kind's definition, never from a user.
  if (!IDENTIFIER.test(operation.name)) throw new Error(`an operation is called ${JSON.stringify(operation.name)}`);
  let count = operation.args.length;
  while (count > 0 && operation.args[count - 1] === undefined) count -= 1;
  return {
    kind: 'call',
    callee: `op.${operation.name}`,
    args: operation.args.slice(0, count).map((argument) => argumentSyntax(argument, literals, use)),
  };
}

/** One argument as a tree: what it evaluates to equals `argument`. */
export function argumentSyntax(argument: Argument, literals: Literals, use: (name: Import) => void): Expression {
  switch (typeof argument) {
    case 'string':
      return { kind: 'string', text: literals.string(argument) };
    case 'number':
      return { kind: 'number', text: numberText(argument) };
    case 'boolean':
    case 'undefined':
      return { kind: 'text', text: String(argument) };
    default:
  }
  if (argument === null) return { kind: 'text', text: 'null' };
  if (isSql(argument)) {
    use('sql');
    return { kind: 'template', text: `sql${literals.template(argument.text)}` };
  }
  if (isTypeReference(argument)) {
    use('type');
    const { name, schema, modifiers, array } = argument;
    const options = objectSyntax({ schema, modifiers, array }, literals, use);
    const args: Expression[] = [{ kind: 'string', text: literals.string(name) }];
    if (options.entries.length > 0) args.push(options);
    return { kind: 'call', callee: 'type', args };
  }
  // Array.from: a hole becomes undefined.
  return isList(argument)
    ? { kind: 'array', items: Array.from(argument, (item) => argumentSyntax(item, literals, use)) }
    : objectSyntax(argument, literals, use);
}

function objectSyntax(
  object: { readonly [key: string]: Argument },
  literals: Literals,
  use: (name: Import) => void,
): Extract<Expression, { kind: 'object' }> {
  const entries: Entry[] = [];
  for (const [key, value] of Object.entries(object)) {
    if (value === undefined) continue;
    entries.push({ key: keyText(key, literals), value: argumentSyntax(value, literals, use) });
  }
  return { kind: 'object', entries };
}

/** `Array.isArray` does not narrow read-only arrays. */
function isList(argument: object): argument is readonly Argument[] {
  return Array.isArray(argument);
}

/** As the source text of a property's name. `__proto__: x` would set the prototype; `['__proto__']: x` does not. */
function keyText(key: string, literals: Literals): string {
  if (key === '__proto__') return `[${literals.string(key)}]`;
  return IDENTIFIER.test(key) ? key : literals.string(key);
}

/** `1e21`, not `1e+21`: so do Prettier and Biome. */
function numberText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value).replace('e+', 'e');
}
