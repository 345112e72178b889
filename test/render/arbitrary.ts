import fc from 'fast-check';
import { Sql } from '../../src/postgres/sql/sql';
import { type TypeReference, type } from '../../src/postgres/sql/types';
import type { RenderedOperation, RevisionHead } from '../../src/render/revision';
import type { Argument, Operation } from '../../src/schema/operation';

/** Pieces that have broken writers of literals before: ends of strings, templates and comments, and what is invisible. */
const PIECES = [
  ...["'", '"', '`', '\\', '${', '$', '{', '}', '*/', '/*', '//', '--', '</script>', '<!--', '#{', '@', ';', '\\u0041'],
  ...['\n', '\r', '\r\n', '\t', ' ', '  \n', '\0', '\x007', '\u0007', '\u001b[31m', '\u0085', '\u2028', '\u2029'],
  ...['\ufeff', '\u200b', '\u202e', '\ud800', '\udc00', '\u00a0', 'é', 'e\u0301', '日本', '😀', '👩‍👩‍👧', '\u{e0041}'],
  ...['a', 'title', 'now()', '1', 'DROP TABLE users', '../', '__proto__', 'constructor', 'class', 'process.exit(1)'],
];

/** Texts of any Unicode, lone surrogates included, with many of {@link PIECES}. */
export const nastyText: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 6 }).map((units) => String.fromCharCode(...units)),
);

/** Names and expressions as schemas have them, short and long, some over several lines. */
export const plainText: fc.Arbitrary<string> = fc
  .array(
    fc.constantFrom(
      'user',
      'post',
      'title',
      'created at',
      "it's",
      '"IDX"',
      'CASCADE',
      'now()',
      'x',
      '`',
      'größe',
      '題',
    ),
    {
      minLength: 1,
      maxLength: 30,
    },
  )
  .chain((words) => fc.constantFrom('_', '_', '_', '\n').map((separator) => words.join(separator)));

/** Formatters disagree about keys such as `größe`: quoted they are right everywhere, but Biome takes the quotes off. */
const asciiText = plainText.map((text) => text.replace(/[^\n -~]/g, 'a'));

const key = (text: fc.Arbitrary<string>) =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        'type',
        'nullable',
        'default',
        'columns',
        'name',
        'id',
        'references',
        'class',
        '__proto__',
      ),
    },
    text === plainText ? asciiText : text,
  );

/** `__proto__` as a property of its own, as a table with a column of that name has it. */
function record(entries: readonly (readonly [string, Argument])[]): { readonly [key: string]: Argument } {
  return Object.fromEntries(entries);
}

export function argument(text: fc.Arbitrary<string>): fc.Arbitrary<Argument> {
  const reference: fc.Arbitrary<TypeReference> = fc
    .record({ schema: text, modifiers: text, array: fc.boolean() }, { requiredKeys: [] })
    .chain((options) => text.map((name) => type(name, options)));
  return fc.letrec<{ argument: Argument }>((tie) => ({
    argument: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'argument' },
      text,
      fc.oneof(fc.integer(), fc.double({ noDefaultInfinity: true, noNaN: true })),
      fc.boolean(),
      fc.constantFrom(null, undefined),
      text.map((sql) => new Sql(sql)),
      reference,
      fc.array(fc.integer(), { maxLength: 30 }),
      fc.array(tie('argument'), { maxLength: 4, depthIdentifier: 'argument' }),
      fc
        .uniqueArray(fc.tuple(key(text), tie('argument')), {
          selector: ([name]) => name,
          maxLength: 5,
          depthIdentifier: 'argument',
        })
        .map(record),
    ),
  })).argument;
}

export function operation(text: fc.Arbitrary<string>): fc.Arbitrary<Operation> {
  return fc.record({
    name: fc.constantFrom('createTable', 'addColumn', 'execute', 'createIndex'),
    args: fc.array(argument(text), { maxLength: 4 }),
  });
}

export function rendered(text: fc.Arbitrary<string>): fc.Arbitrary<RenderedOperation> {
  return fc.record({
    operation: operation(text),
    hazards: fc.array(fc.record({ code: fc.constant('destructive' as const), message: text }), { maxLength: 2 }),
  });
}

export function head(text: fc.Arbitrary<string>): fc.Arbitrary<RevisionHead> {
  return fc.record({
    revision: text,
    downRevision: fc.oneof(fc.constant(null), text, fc.array(text, { maxLength: 3 })),
    branchLabels: fc.array(text, { maxLength: 3 }),
    dependsOn: fc.array(text, { maxLength: 3 }),
    message: text,
    createDate: fc.date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true }),
  });
}
