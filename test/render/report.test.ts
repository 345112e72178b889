import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { Sql } from '../../src/postgres/sql/sql';
import { type } from '../../src/postgres/sql/types';
import { renderOperation } from '../../src/render/report';
import { renderScript } from '../../src/render/script';
import { nastyText, operation } from './arbitrary';
import { evaluateCall, meaning } from './evaluate';

test('an operation is one line of TypeScript', () => {
  expect(
    renderOperation({
      name: 'addColumn',
      args: [
        'posts',
        'status',
        { type: type('post_status', { schema: 'app' }), default: new Sql("'new'"), not: undefined },
      ],
    }),
  ).toBe("op.addColumn('posts', 'status', { type: type('post_status', { schema: 'app' }), default: sql`'new'` })");
  expect(renderOperation({ name: 'execute', args: [new Sql('SELECT 1\nFROM `a`')] })).toBe(
    'op.execute(sql`SELECT 1\\nFROM \\`a\\``)',
  );
});

test('an operation in a listing means what it says, and holds nothing that a terminal obeys', () => {
  fc.assert(
    fc.property(operation(nastyText), (given) => {
      const line = renderOperation(given);
      expect(line).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u202e]/u);
      if (!isDeepStrictEqual(evaluateCall(line), meaning(given))) {
        expect(evaluateCall(line)).toStrictEqual(meaning(given));
      }
    }),
    { numRuns: 1000 },
  );
});

test('a script labels each block and ends each statement', () => {
  expect(
    renderScript([
      { title: "op.dropTable('votes')", statements: ['DROP TABLE votes'] },
      { title: 'two', statements: ['SELECT 1\nFROM a\n', 'SELECT 2;', '  '] },
      { title: 'nothing', statements: [] },
    ]),
  ).toBe(`-- op.dropTable('votes')
DROP TABLE votes;

-- two
SELECT 1
FROM a;
SELECT 2;

-- nothing
`);
  expect(renderScript([])).toBe('');
});

test('a title cannot leave its comment', () => {
  const script = renderScript([{ title: 'a\nDROP TABLE b;\r\u2028\u001b[2J', statements: ['SELECT 1'] }]);
  expect(script).toBe('-- a DROP TABLE b; \\u001b[2J\nSELECT 1;\n');
});

test('a comment at the end of a statement does not swallow the semicolon', () => {
  expect(renderScript([{ title: 'a', statements: ['SELECT 1 -- one;', '-- b\nSELECT 2'] }])).toBe(
    '-- a\nSELECT 1 -- one;\n;\n-- b\nSELECT 2;\n',
  );
});
