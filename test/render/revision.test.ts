import { spawnSync } from 'node:child_process';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import ts from 'typescript';
import { Sql } from '../../src/postgres/sql/sql';
import { type } from '../../src/postgres/sql/types';
import { type RevisionBody, type RevisionHead, renderRevision } from '../../src/render/revision';
import { head, nastyText, plainText, rendered } from './arbitrary';
import { evaluate, meaning } from './evaluate';
import { BODY, call, EMPTY, EXAMPLE, HEAD } from './example';

/** The lines of `upgrade`, without its indentation. */
function upgradeLines(...upgrade: RevisionBody['upgrade']): readonly string[] {
  const lines = renderRevision(HEAD, { upgrade, downgrade: [] }).split('\n');
  const start = lines.findIndex((line) => line.startsWith('  upgrade('));
  return lines.slice(start + 1, lines.indexOf('  }', start)).map((line) => line.slice(4));
}

const body = (text: fc.Arbitrary<string>): fc.Arbitrary<RevisionBody> =>
  fc.record({
    upgrade: fc.array(rendered(text), { maxLength: 4 }),
    downgrade: fc.array(rendered(text), { maxLength: 2 }),
  });

function expectFaithful(revisionHead: RevisionHead, revisionBody: RevisionBody): void {
  const loaded = evaluate(renderRevision(revisionHead, revisionBody));
  for (const direction of ['upgrade', 'downgrade'] as const) {
    const expected = revisionBody[direction].map(({ operation }) => meaning(operation));
    // The quick and strict comparison first; Jest's explains.
    if (!isDeepStrictEqual(loaded[direction], expected)) expect(loaded[direction]).toStrictEqual(expected);
  }
  const { revision, downRevision, branchLabels, dependsOn } = revisionHead;
  expect(loaded.head).toStrictEqual({ revision, downRevision, branchLabels, dependsOn });
}

test('the example of the design comes out byte for byte', () => {
  expect(renderRevision(HEAD, BODY)).toBe(EXAMPLE);
});

test('an empty revision imports no more than it uses and leaves no parameter unused', () => {
  expect(renderRevision({ ...HEAD, downRevision: null, message: '' }, EMPTY)).toBe(
    `import { Revision, type Operations } from 'typeorm-autogen';

/**
 * Revision ID: cfcc4fd02d18
 * Revises: base
 * Create date: 2026-11-20 15:03:20 UTC
 */
export class Revision1795187000000 extends Revision {
  readonly revision = 'cfcc4fd02d18';
  readonly downRevision: string | null = null;
  readonly branchLabels: readonly string[] = [];
  readonly dependsOn: readonly string[] = [];

  upgrade(_op: Operations): void {}

  downgrade(_op: Operations): void {}
}
`,
  );
});

test('a merge lists its parents', () => {
  const text = renderRevision(
    { ...HEAD, downRevision: ['aaa', 'bbb'], branchLabels: ['api'], dependsOn: ['ccc'] },
    EMPTY,
  );
  expect(text).toContain(' * Revises: aaa, bbb\n');
  expect(text).toContain("  readonly downRevision: readonly string[] = ['aaa', 'bbb'];\n");
  expect(text).toContain("  readonly branchLabels: readonly string[] = ['api'];\n");
  expect(text).toContain("  readonly dependsOn: readonly string[] = ['ccc'];\n");
});

test('imports are sql and type only where they are used', () => {
  const firstLine = (...upgrade: RevisionBody['upgrade']) =>
    renderRevision(HEAD, { upgrade, downgrade: [] }).split('\n', 1)[0];
  expect(firstLine(call('execute', new Sql('SELECT 1')))).toBe(
    "import { Revision, sql, type Operations } from 'typeorm-autogen';",
  );
  expect(firstLine(call('a', type('t')))).toBe("import { Revision, type, type Operations } from 'typeorm-autogen';");
  expect(firstLine(call('a', { b: [type('t'), new Sql('x')] }))).toBe(
    "import { Revision, sql, type, type Operations } from 'typeorm-autogen';",
  );
});

test('a hazard is a comment above its call, on one line whatever it says', () => {
  expect(
    upgradeLines(call('a'), {
      ...call('dropColumn', 'posts', 'title'),
      hazards: [
        { code: 'destructive', message: 'drops the column posts.title and its values' },
        { code: 'destructive', message: 'drops\n"a\u2028b"\r\n*/ process.exit(1)' },
      ],
    }),
  ).toEqual([
    'op.a();',
    '// destructive: drops the column posts.title and its values',
    '// destructive: drops "a b" */ process.exit(1)',
    "op.dropColumn('posts', 'title');",
  ]);
});

test('names of types show their schema, modifiers and brackets', () => {
  expect(
    upgradeLines(
      call('a', type('citext'), type('post_status', { schema: 'app' })),
      call('a', type('geometry', { modifiers: 'Point,4326', array: true })),
    ),
  ).toEqual([
    "op.a(type('citext'), type('post_status', { schema: 'app' }));",
    "op.a(type('geometry', { modifiers: 'Point,4326', array: true }));",
  ]);
});

test('keys are bare where they can be, quoted otherwise, and __proto__ is a column like any other', () => {
  const columns = Object.fromEntries(['class', 'a b', '1', 'größe', '__proto__'].map((name) => [name, 0]));
  expect(upgradeLines(call('a', columns))).toEqual([
    "op.a({ '1': 0, class: 0, 'a b': 0, 'größe': 0, ['__proto__']: 0 });",
  ]);
});

test('what is not given is not written', () => {
  expect(upgradeLines(call('a', { b: undefined, c: null }, undefined, 1, undefined, undefined))).toEqual([
    'op.a({ c: null }, undefined, 1);',
  ]);
});

test('quotes are the ones that need fewer backslashes', () => {
  expect(upgradeLines(call('a', "it's", '"', '\'"', 'C:\\'))).toEqual(["op.a(\"it's\", '\"', '\\'\"', 'C:\\\\');"]);
});

test('Unicode stands as itself, except what nobody can see', () => {
  expect(upgradeLines(call('a', 'é 日本 👩‍👩‍👧', '\u202e\u200b\ufeff\u2028\u0007\ud800', new Sql('\u202e→')))).toEqual([
    "op.a('é 日本 👩‍👩‍👧', '\\u202e\\u200b\\ufeff\\u2028\\u0007\\ud800', sql`\\u202e→`);",
  ]);
});

test('SQL over several lines keeps its lines, and no line ends in a space that an editor would strip', () => {
  const text = 'SELECT 1 \n  FROM a\r\nWHERE `b` = $'.concat('{c} -- \\');
  expect(upgradeLines(call('execute', new Sql(text))).map((line) => line.trim())).toEqual([
    'op.execute(sql`SELECT 1\\x20',
    'OM a\\r\\nWHERE \\`b\\` = \\$'.concat('{c} -- \\\\`);'),
  ]);
});

test('columns of a table stand one a line, be there only one', () => {
  expect(upgradeLines(call('createTable', 't', { columns: { id: { type: 'integer' } } }))).toEqual([
    "op.createTable('t', {",
    '  columns: {',
    "    id: { type: 'integer' },",
    '  },',
    '});',
  ]);
  expect(upgradeLines(call('alterColumn', 't', 'a', { type: { from: 'text', to: 'uuid' } }))).toEqual([
    "op.alterColumn('t', 'a', { type: { from: 'text', to: 'uuid' } });",
  ]);
});

test('what is too long breaks: an entry or an argument a line', () => {
  const long = 'x'.repeat(100);
  expect(upgradeLines(call('commentOn', 'posts', long, `${long}y`), call('a', { comment: long + long }))).toEqual([
    'op.commentOn(',
    "  'posts',",
    `  '${long}',`,
    `  '${long}y',`,
    ');',
    'op.a({',
    '  comment:',
    `    '${long}${long}',`,
    '});',
  ]);
});

test('a message stays one paragraph of the comment, and cannot leave it', () => {
  const comment = (message: string) => {
    const text = renderRevision({ ...HEAD, message }, EMPTY);
    const comments = ts.getLeadingCommentRanges(text, text.indexOf('\n') + 1) ?? [];
    expect(comments).toHaveLength(1);
    return text.slice(comments[0]!.pos, comments[0]!.end).split('\n').slice(1, -5);
  };
  expect(comment(' one\n\n * two\u2028three ')).toEqual([' * one * two three']);
  expect(comment('*/ process.exit(1) /*')).toEqual([' * *\\/ process.exit(1) /*']);
  expect(comment('@deprecated by me')).toEqual([' * \\@deprecated by me']);
  expect(comment('\u202egnp.exe \ud800')).toEqual([' * \\u202egnp.exe \\ud800']);
});

test('a loaded revision asks for the operations that were rendered, whatever stands in them', () => {
  fc.assert(fc.property(head(nastyText), body(nastyText), expectFaithful), { numRuns: 600 });
});

test('and so does one with long texts, which breaks its lines', () => {
  fc.assert(fc.property(head(plainText), body(plainText), expectFaithful), { numRuns: 200 });
});

test('every file is valid UTF-8, ends in one newline and has no trailing space', () => {
  fc.assert(
    fc.property(head(nastyText), body(nastyText), (revisionHead, revisionBody) => {
      const text = renderRevision(revisionHead, revisionBody);
      expect(Buffer.from(text).toString()).toBe(text);
      expect(text).not.toMatch(/[ \t]$|\r/m);
      expect(text).toMatch(/ {2}}\n}\n$|\{}\n}\n$/);
    }),
    { numRuns: 300 },
  );
});

test('the same input gives the same bytes', () => {
  fc.assert(
    fc.property(head(nastyText), body(nastyText), (revisionHead, revisionBody) => {
      expect(renderRevision(revisionHead, copied(revisionBody))).toBe(renderRevision(revisionHead, revisionBody));
    }),
    { numRuns: 100 },
  );
});

/** The same data in other objects. */
function copied(revisionBody: RevisionBody): RevisionBody {
  const copy = (list: RevisionBody['upgrade']) =>
    list.map(({ operation, hazards }) => ({ operation: meaning(operation), hazards: [...hazards] }));
  return { upgrade: copy(revisionBody.upgrade), downgrade: copy(revisionBody.downgrade) };
}

test('importing the renderer does not load ts-morph; rendering does', () => {
  const script = `
    const loaded = () => Object.keys(require.cache).some((file) => file.includes('ts-morph'));
    const { renderRevision } = require('./src/render/revision.ts');
    require('./src/render/report.ts');
    const before = loaded();
    renderRevision(${JSON.stringify({ ...HEAD, createDate: undefined }).replace('}', ', createDate: new Date(0) }')}, { upgrade: [], downgrade: [] });
    console.log(before, loaded());`;
  const register = `require('@swc/core'); const { transformFileSync } = require('@swc/core');
    require.extensions['.ts'] = (module, file) => module._compile(transformFileSync(file, { jsc: { parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }).code, file);`;
  const run = spawnSync(process.execPath, ['-e', register + script], { cwd: `${__dirname}/../..`, encoding: 'utf8' });
  expect([run.stdout, run.stderr]).toEqual(['false true\n', '']);
});
