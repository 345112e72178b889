import ts from 'typescript';
import { renderRevision } from '../../src/render/revision';
import { scanRevisionFile } from '../../src/revisions/head';

const head = {
  revision: 'cfcc4fd02d18',
  downRevision: '1f3a9c2b7d10',
  branchLabels: [],
  dependsOn: [],
  message: 'add votes table',
  createDate: new Date('2026-11-20T15:03:20Z'),
};
const body = { upgrade: [{ operation: { name: 'dropTable', args: ['votes'] }, hazards: [] }], downgrade: [] };
const rendered = renderRevision(head, body);
const told = {
  head: {
    name: expect.stringMatching(/^AddVotesTable\d{13}$/),
    revision: 'cfcc4fd02d18',
    downRevision: '1f3a9c2b7d10',
    branchLabels: [],
    dependsOn: [],
  },
  comment: { message: 'add votes table', createDate: '2026-11-20 15:03:20 UTC' },
};

function compile(text: string, options: ts.CompilerOptions): string {
  return ts.transpileModule(text, { compilerOptions: options }).outputText;
}

describe('the head of a file is told without running it', () => {
  test('as it is rendered', () => {
    expect(scanRevisionFile(rendered)).toEqual(told);
  });

  test('at one look as token by token', () => {
    for (const text of [
      rendered,
      rendered.replaceAll("'", '"'),
      rendered.replace("'1f3a9c2b7d10'", 'null'),
      rendered.replace("'1f3a9c2b7d10'", `'1f3a9c2b7d10"`),
      `${rendered}\nclass B extends Revision {}`,
      ...[
        ...['  add  votes\t', '', 'a * b', '* a', "it\\'s", '\\@x', 'a *\\/ b', 'Revision ID: x', ' Revision ID: x'],
        ...['a */ class B {} /*', '*/ class B {} /**', 'two\n * lines', '\u2028', '\u00a0x\ufeff'],
      ].map((message) => rendered.replace(' * add votes table', ` * ${message}`)),
      rendered.replace('cfcc4fd02d18\n', '*/ class B {} /**\n'),
      rendered.replace('Revises', 'Follows'),
      rendered.replace('15:03:20 UTC', '\t'),
      rendered.replaceAll('\n', '\r\n'),
    ]) {
      expect(scanRevisionFile(text)).toEqual(scanRevisionFile(`'use strict';\n${text}`));
    }
  });

  test.each<[string, ts.CompilerOptions]>([
    ['CommonJS with class fields', { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 }],
    ['CommonJS with a constructor', { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2020 }],
    ['an ES module', { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 }],
    [
      'an ES module with a constructor',
      { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, useDefineForClassFields: false },
    ],
  ])('as TypeScript compiles it to %s', (_name, options) => {
    expect(scanRevisionFile(compile(rendered, options))).toEqual(told);
  });

  test('as formatters lay it out', () => {
    const text = rendered.replaceAll("'", '"').replaceAll(';\n', '\n').replaceAll('\n', '\r\n').replaceAll('  ', '\t');
    expect(scanRevisionFile(text)).toEqual(told);
  });

  test.each([
    ['a base', { downRevision: null }],
    ['a merge', { downRevision: ['aaaa1111', 'bbbb1111'] }],
    ['labels and dependencies', { branchLabels: ['billing'], dependsOn: ['aaaa1111', 'search'] }],
    ['long lists', { downRevision: Array.from({ length: 20 }, (_, index) => `abcdef12345${index}`) }],
  ])('with %s', (_name, change) => {
    expect(scanRevisionFile(renderRevision({ ...head, ...change }, body)).head).toMatchObject(change);
  });

  test('with words of the author below the message, of which some are indented', () => {
    const text = rendered.replace(' *\n', ' *\n * - posts:\n *     one vote a user\n *\n');
    expect(scanRevisionFile(text).comment?.message).toBe('add votes table\n\n- posts:\n    one vote a user');
  });

  test('with a message that tries to leave its comment', () => {
    const message = `*/ class Evil extends Revision {} /* @x 'a' "b" \`c\` \${d} é 🎉`;
    expect(scanRevisionFile(renderRevision({ ...head, message }, body))).toMatchObject({
      head: undefined, // two mentions of "extends Revision": the loader decides
      comment: { message },
    });
    expect(scanRevisionFile(renderRevision({ ...head, message: '@deprecated */ x' }, body))).toMatchObject({
      head: { revision: 'cfcc4fd02d18' },
      comment: { message: '@deprecated */ x' },
    });
  });

  test('with more members and other modifiers', () => {
    const text = rendered
      .replace('readonly revision', 'public override readonly revision')
      .replace("'cfcc4fd02d18'", "'cfcc4fd02d18' as const");
    expect(scanRevisionFile(text)).toEqual(told);
  });
});

describe('the head is not told', () => {
  test.each([
    ['computed values', rendered.replace("'cfcc4fd02d18'", "'cfcc' + '4fd02d18'")],
    ['computed values without a semicolon', rendered.replace("'cfcc4fd02d18';", "'cfcc'\n  .concat('4fd02d18')")],
    ['a template', rendered.replace("'cfcc4fd02d18'", '`cfcc4fd02d18`')],
    ['an escape', rendered.replace("'cfcc4fd02d18'", "'cfcc4fd02d\\x318'")],
    ['a class of another name', rendered.replace('extends Revision', 'extends BaseRevision')],
    ['an abstract class', rendered.replace('export class', 'export abstract class')],
    ['a second revision', `${rendered}\nexport class Other extends Revision {}`],
    ['another class first', rendered.replace('export class', 'class A {}\nexport class')],
    ['a field that is missing', rendered.replace(/ {2}readonly dependsOn.*\n/, '')],
    ['a static field', rendered.replace('readonly revision', 'static readonly revision')],
    ['a plain migration', 'export class A1600000000000 { async up() {} async down() {} }'],
    ['an empty file', ''],
    ['half a file', rendered.slice(0, rendered.indexOf('branchLabels'))],
    ['an open comment', '/* '],
    ['a regular expression before the class', `const a = /class X extends Revision {/;\n${rendered}`],
  ])('where there is %s', (_name, text) => {
    expect(scanRevisionFile(text).head).toBeUndefined();
  });
});
