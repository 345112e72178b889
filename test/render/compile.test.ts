import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { Sql } from '../../src/postgres/sql/sql';
import { type } from '../../src/postgres/sql/types';
import { renderRevision } from '../../src/render/revision';
import { BODY, call, EMPTY, HEAD } from './example';

/** The package as far as a revision file sees it; the real types are checked where they are made. */
const PACKAGE = `
  export interface Sql { readonly text: string }
  export function sql(texts: TemplateStringsArray, ...values: readonly unknown[]): Sql;
  export function type(name: string, options?: { schema?: string; modifiers?: string; array?: boolean }): { name: string };
  export interface Operations {
    createTable(name: string, table: object): Promise<void>;
    createIndex(name: string, index: object): Promise<void>;
    addColumn(table: string, column: string, spec: object): Promise<void>;
    execute(sql: Sql): Promise<void>;
    dropTable(name: string): Promise<void>;
  }
  export abstract class Revision {
    abstract readonly revision: string;
    abstract readonly downRevision: string | readonly string[] | null;
    abstract readonly branchLabels: readonly string[];
    abstract readonly dependsOn: readonly string[];
    abstract upgrade(op: Operations): void | Promise<void>;
    abstract downgrade(op: Operations): void | Promise<void>;
  }
`;

const FILES = {
  'example.ts': renderRevision(HEAD, BODY),
  'empty.ts': renderRevision({ ...HEAD, downRevision: null, message: '*/ oops' }, EMPTY),
  'merge.ts': renderRevision({ ...HEAD, downRevision: ['a', 'b'], branchLabels: ['api'], dependsOn: ['c'] }, EMPTY),
  'upgrade-only.ts': renderRevision(HEAD, { upgrade: [call('execute', new Sql('SELECT 1'))], downgrade: [] }),
  'type.ts': renderRevision(HEAD, {
    upgrade: [call('addColumn', 'posts', 'status', { type: type('post_status', { schema: 'app' }) })],
    downgrade: [],
  }),
};

const BASE: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  types: [],
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
};

let folder: string;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'autogen-compile-')));
  writeFileSync(join(folder, 'typeorm-autogen.d.ts'), PACKAGE);
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function complaints(options: ts.CompilerOptions, names: readonly string[]): readonly string[] {
  const program = ts.createProgram(
    names.map((name) => join(folder, name)),
    { ...BASE, ...options, paths: { 'typeorm-autogen': [join(folder, 'typeorm-autogen.d.ts')] } },
  );
  return ts.getPreEmitDiagnostics(program).map(({ code, file, messageText }) => {
    const name = file === undefined ? '' : file.fileName.slice(folder.length + 1);
    return `${name} TS${code}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}

test.each<[string, ts.CompilerOptions]>([
  ['strict', {}],
  ['strict without strictNullChecks', { strictNullChecks: false }],
  ['verbatimModuleSyntax', { verbatimModuleSyntax: true }],
  ['noUnused*', { noUnusedLocals: true, noUnusedParameters: true }],
  [
    'everything else that a project may ask for',
    {
      noImplicitOverride: true,
      noPropertyAccessFromIndexSignature: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      isolatedDeclarations: true,
      declaration: true,
      erasableSyntaxOnly: true,
      useDefineForClassFields: true,
    },
  ],
])('rendered files compile: %s', (_, options) => {
  expect(complaints(options, Object.keys(FILES))).toEqual([]);
});

test('the compiler would have complained', () => {
  writeFileSync(
    join(folder, 'wrong.ts'),
    renderRevision(HEAD, { upgrade: [call('dropTable', 1)], downgrade: [] }).replace('{ Revision', '{ sql, Revision'),
  );
  expect(complaints({ noUnusedLocals: true }, ['wrong.ts'])).toEqual([
    expect.stringContaining("wrong.ts TS6133: 'sql' is declared but its value is never read."),
    expect.stringContaining('wrong.ts TS2345'),
  ]);
});
