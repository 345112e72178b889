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

/** A table as a revision may declare it. */
const DECLARED = `import { type Operations, sql, table, type } from 'typeorm-autogen';
const posts = table('posts', {
  columns: {
    id: { type: 'serial', nullable: false },
    name: { type: 'varchar(200)', nullable: false },
    title: { type: 'text' },
    size: { type: 'integer', nullable: false, default: sql\`0\` },
    big: { type: 'bigint' },
    tags: { type: 'text[]' },
    at: { type: 'timestamptz(3)' },
    data: { type: 'jsonb' },
    raw: { type: 'bytea' },
    status: { type: type('post_status') },
    length: { type: 'integer', generated: sql\`length(name)\` },
  },
});
`;

describe('rows are typed by the columns that the revision declares', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'autogen-typed-')));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(Object.entries(SETTINGS))('under %s', (_name, options) => {
    const text = `${DECLARED}export function upgrade(op: Operations): void {
  op.bulkInsert(posts, [
    { name: 'a' },
    { name: 'a', id: 1, title: null, size: 1, big: 1n, tags: ['a', null], at: new Date(0), data: { a: [1] }, status: 'new' },
    { name: sql\`upper('a')\`, title: undefined, big: '1', tags: null, at: '2001-02-03', raw: new Uint8Array(1) },
  ]);
  op.backfill(posts, { set: { title: sql\`name\`, size: sql\`1\` }, where: sql\`id > 1\`, batch: 1000 });
  op.bulkInsert('others', [{ anything: 1 }, { else: 'a' }], { schema: 'app' });
  op.createTable(posts.name, { columns: posts.columns });
}
`;
    writeFileSync(join(folder, 'rows.ts'), text);
    expect(compile(folder, { ...options, target: ts.ScriptTarget.ES2022 })).toEqual([]);
  });
});

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
      'a row with an unknown column': "op.bulkInsert(posts, [{ name: 'a', slug: 'b' }])",
      'a row without what must be given': "op.bulkInsert(posts, [{ title: 'a' }])",
      'a row with a value of another type': "op.bulkInsert(posts, [{ name: 'a', size: 'b' }])",
      'a row with a NULL that is not allowed': 'op.bulkInsert(posts, [{ name: null }])',
      'a row with a list of another type': "op.bulkInsert(posts, [{ name: 'a', tags: [1] }])",
      'a row with what is generated': "op.bulkInsert(posts, [{ name: 'a', length: 1 }])",
      'a value of an unknown column': 'op.backfill(posts, { set: { slug: sql`1` } })',
      'a batch that is a string': "op.backfill('posts', { set: { a: sql`1` }, batch: '10' })",
      'a declared table with an unknown type': "table('posts', { columns: { a: { type: 'integr' } } })",
    };
    for (const [name, call] of Object.entries(calls)) {
      const text = `${DECLARED}export function upgrade(op: Operations): void {\n  ${call};\n  op.dropTable(posts.name);\n}\n`;
      writeFileSync(join(wrong, `${name}.ts`), text);
    }
    const complaints = compile(wrong, STRICT);
    rmSync(wrong, { recursive: true });
    expect(complaints.map((line) => line.split('.ts:')[0]).sort()).toEqual(Object.keys(calls).sort());
  });
});
