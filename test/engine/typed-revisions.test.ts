/** Every revision that autogen writes compiles, whatever the settings of the project that it is written into. */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import ts from 'typescript';
import { renderRevision } from '../../src/render/revision';
import { hazardsOf } from '../../src/revisions/operations';
import type { Operation } from '../../src/schema/operation';
import { plannedFor } from '../judge/engine';
import type { EntitySet } from '../judge/set';
import { entitySets } from '../judge/sets';
import { testServer } from '../server';

const ROOT = join(__dirname, '..', '..');

const STRICT: ts.CompilerOptions = { strict: true, noUnusedLocals: true, noUnusedParameters: true };

/** The settings that the design names, each on top of a plain project's. */
const SETTINGS: Readonly<Record<string, ts.CompilerOptions>> = {
  strict: { ...STRICT, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, noImplicitOverride: true },
  'strictNullChecks: false': { ...STRICT, strictNullChecks: false },
  verbatimModuleSyntax: { ...STRICT, verbatimModuleSyntax: true, module: ts.ModuleKind.ES2022 },
  isolatedModules: { ...STRICT, isolatedModules: true },
};

function compile(folder: string, options: ts.CompilerOptions): string[] {
  const files = ts.sys.readDirectory(folder, ['.ts']);
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    moduleResolution: options.module === undefined ? ts.ModuleResolutionKind.Node16 : ts.ModuleResolutionKind.Bundler,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
    typeRoots: [join(ROOT, 'node_modules/@types')],
    paths: { 'typeorm-autogen': [join(ROOT, 'src/index.ts')] },
    ...options,
  });
  return ts
    .getPreEmitDiagnostics(program)
    .filter(({ file }) => file === undefined || file.fileName.startsWith(folder))
    .map(
      (one) =>
        `${one.file?.fileName.slice(folder.length + 1)}: ${ts.flattenDiagnosticMessageText(one.messageText, '\n')}`,
    );
}

describe('the revisions of all entity sets', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'autogen-typed-')));
  afterAll(() => rmSync(folder, { recursive: true }));

  beforeAll(async () => {
    const server = await testServer();
    const empty = await server.createDatabase();
    const prepared = async ({ before }: EntitySet) => {
      if (before === undefined) return empty;
      const client = new Client(await server.createDatabase());
      await client.connect();
      for (const statement of before) await client.query(statement);
      await client.end();
      return { ...empty, database: client.database! };
    };
    const withHazards = (operation: Operation) => ({ operation, hazards: hazardsOf(operation) });
    for (const set of entitySets()) {
      const { upgrade, downgrade } = await plannedFor(set, await prepared(set));
      const head = { revision: 'cfcc4fd02d18', downRevision: null, branchLabels: [], dependsOn: [] };
      const text = renderRevision(
        { ...head, message: set.shows, createDate: new Date(0) },
        { upgrade: upgrade.map(withHazards), downgrade: downgrade.map(withHazards) },
      );
      writeFileSync(join(folder, `${set.name}.ts`), text);
    }
  });

  test.each(Object.entries(SETTINGS))('compile under %s', (_name, options) => {
    expect(compile(folder, options)).toEqual([]);
  });

  test('and one with a wrong operation, option, value or type does not', () => {
    const wrong = realpathSync(mkdtempSync(join(tmpdir(), 'autogen-typed-')));
    const calls = {
      operation: "op.dropTabel('posts')",
      option: "op.createIndex('i', { table: 'posts', columns: ['a'], uniqe: true })",
      value:
        "op.createForeignKey('f', { table: 'a', columns: ['b'], references: { table: 'c', columns: ['d'] }, onDelete: 'CASCADES' })",
      type: "op.addColumn('posts', 'a', { type: 'integr' })",
      probe: "op.probe('posts', { notnull: ['a'] })",
      'a value that is a string': "op.backfill('posts', { set: { a: '1' } })",
      'a type that is a string': "op.addColumn('posts', 'a', { type: String('integer') })",
      'a default that is a string': "op.addColumn('posts', 'a', { type: 'integer', default: '1' })",
    };
    for (const [name, call] of Object.entries(calls)) {
      const text = `import type { Operations } from 'typeorm-autogen';\nexport function upgrade(op: Operations): void {\n  ${call};\n}\n`;
      writeFileSync(join(wrong, `${name}.ts`), text);
    }
    const complaints = compile(wrong, STRICT);
    rmSync(wrong, { recursive: true });
    expect(complaints.map((line) => line.split('.ts:')[0]).sort()).toEqual(Object.keys(calls).sort());
  });
});
