import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { AutogenError } from '../../src/errors';
import { renderRevision } from '../../src/render/revision';
import { loadRevision, readRevisionFiles } from '../../src/revisions/files';
import { RevisionGraph } from '../../src/revisions/graph';
import { Revision } from '../../src/revisions/revision';

let folder: string;
let loaded: string[];
const texts = new Map<string, string>();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'autogen-files-'));
  loaded = [];
  texts.clear();
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  texts.set(file, text);
  return file;
}

/** Compiles and runs a file; the package is the one under test. */
async function load(file: string): Promise<unknown> {
  loaded.push(file);
  const { outputText } = ts.transpileModule(texts.get(file)!, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exported = {};
  new Function('exports', 'require', outputText)(exported, () => ({ Revision }));
  return exported;
}

function revision(id: string, downRevision: string | null, message = `add ${id}`, second = 0): string {
  const head = { revision: id, downRevision, branchLabels: [], dependsOn: [], message };
  return renderRevision(
    { ...head, createDate: new Date(1_795_186_980_000 + second * 1000) },
    { upgrade: [], downgrade: [] },
  );
}

const failure = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    ({ code, message, hint, at }: AutogenError) => ({ code, message, hint, at }),
  );

test('files become revisions without being run', async () => {
  const file = write('1_a.ts', revision('aaaa1111', null, 'add a'));
  write('2_b.ts', revision('bbbb1111', 'aaaa1111', 'add b', 1));
  const files = await readRevisionFiles([folder], load);
  expect(files).toEqual([
    {
      id: 'aaaa1111',
      downRevisions: [],
      dependsOn: [],
      branchLabels: [],
      file,
      name: 'AddA1795186980000',
      timestamp: 1_795_186_980_000,
      message: 'add a',
      createDate: expect.stringMatching(/^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d UTC$/),
      origin: 'autogen',
    },
    expect.objectContaining({ id: 'bbbb1111', downRevisions: ['aaaa1111'] }),
  ]);
  expect(loaded).toEqual([]);
  expect(RevisionGraph.of(files).heads).toEqual(['bbbb1111']);
});

test('a file in another form is run, and says the same', async () => {
  const text = revision('aaaa1111', null, 'add a');
  write('1_a.ts', text);
  const [scanned] = await readRevisionFiles([folder], load);
  const file = write('1_a.ts', text.replace("'aaaa1111'", "'aaaa' + 1111"));
  const [run] = await readRevisionFiles([folder], load);
  expect(run).toEqual(scanned);
  expect(loaded).toEqual([file]);
});

test('several folders are read together; tests, declarations, indexes, other files and output beside its source are not', async () => {
  const more = join(folder, 'more');
  mkdirSync(more);
  write('1_a.ts', revision('aaaa1111', null));
  write('1_a.js', 'not read');
  write('1_a.d.ts', 'not read');
  write('1_a.test.ts', 'not read');
  write('index.ts', 'not read');
  write('README.md', 'not read');
  write('.hidden.ts', 'not read');
  write('more/2_b.ts', revision('bbbb1111', 'aaaa1111'));
  const files = await readRevisionFiles([folder, more], load);
  expect(files.map(({ id }) => id)).toEqual(['aaaa1111', 'bbbb1111']);
});

test("TypeORM's own migrations are revisions after whatever comes before them in time", async () => {
  const plain = (name: string) => `export class ${name} { async up() {} async down() {} }`;
  write('1.ts', plain('First1500000000000'));
  write('2.ts', plain('Second1600000000000'));
  write('3.ts', revision('aaaa1111', 'Second1600000000000'));
  write('4.ts', plain('Last1900000000000'));
  const files = await readRevisionFiles([folder], load);
  expect(files.map(({ id, downRevisions, origin }) => [id, downRevisions, origin])).toEqual([
    ['First1500000000000', [], 'typeorm'],
    ['Second1600000000000', ['First1500000000000'], 'typeorm'],
    ['aaaa1111', ['Second1600000000000'], 'autogen'],
    ['Last1900000000000', ['aaaa1111'], 'typeorm'],
  ]);
  expect(files[1]).toMatchObject({ message: 'second', name: 'Second1600000000000', timestamp: 1_600_000_000_000 });
});

describe('loading a revision', () => {
  test('gives an instance that both runners take', async () => {
    write('1_a.ts', revision('aaaa1111', null));
    const [file] = await readRevisionFiles([folder], load);
    const instance = await loadRevision(file!, load);
    expect(instance).toMatchObject({ revision: 'aaaa1111', downRevision: null });
    expect(instance.transaction).toBeUndefined();
    expect([typeof instance.up, typeof instance.down]).toEqual(['function', 'function']);
  });

  test('recognises a revision that another copy of the package made', async () => {
    class Copy {}
    Object.defineProperty(Copy.prototype, Symbol.for('typeorm-autogen.revision'), { value: true });
    class Other1795186980000 extends Copy {
      readonly revision = 'aaaa1111';
      readonly downRevision = null;
      readonly branchLabels = [];
      readonly dependsOn = [];
    }
    write('1_a.ts', 'not in our form');
    const [file] = await readRevisionFiles([folder], async () => ({ Other1795186980000 }));
    expect(file).toMatchObject({ id: 'aaaa1111', origin: 'autogen' });
  });

  test('finds the class behind the default export of a module that was imported', async () => {
    write('1_a.ts', 'not in our form');
    class A1795186980000 {
      async up() {}
      async down() {}
    }
    const [file] = await readRevisionFiles([folder], async () => ({ default: { A1795186980000 } }));
    expect(file).toMatchObject({ id: 'A1795186980000', origin: 'typeorm' });
  });

  test('notices that the file says something else than when it was read', async () => {
    write('1_a.ts', revision('aaaa1111', null));
    const [file] = await readRevisionFiles([folder], load);
    write('1_a.ts', revision('aaaa1111', 'bbbb1111'));
    expect(await failure(loadRevision(file!, load))).toMatchObject({ code: 'revision-changed', at: file!.file });
  });
});

describe('bad input', () => {
  test('a folder that does not exist', async () => {
    const missing = join(folder, 'nowhere');
    expect(await failure(readRevisionFiles([missing], load))).toEqual({
      code: 'migrations-folder-missing',
      message: `The migrations folder ${missing} does not exist.`,
      hint: `mkdir -p ${missing}`,
      at: missing,
    });
  });

  test('a file in the place of the folder', async () => {
    const file = write('migrations', '');
    expect(await failure(readRevisionFiles([file], load))).toMatchObject({
      code: 'migrations-folder-unreadable',
      message: `The migrations folder ${file} is not a folder.`,
    });
  });

  test('a folder that cannot be read', async () => {
    const unreadable = join(folder, 'x'.repeat(300));
    expect(await failure(readRevisionFiles([unreadable], load))).toMatchObject({
      code: 'migrations-folder-unreadable',
      message: expect.stringMatching(/^The migrations folder .* cannot be read: ENAMETOOLONG/),
    });
  });

  test('a file that exports no revision', async () => {
    const file = write('1_a.ts', 'export const a = 1;');
    expect(await failure(readRevisionFiles([folder], load))).toEqual({
      code: 'no-revision-in-file',
      message: `${file} exports no Revision.`,
      hint: 'export one class that extends Revision, or move the file out of the migrations folder',
      at: file,
    });
  });

  test('several revisions in one file', async () => {
    const one = revision('aaaa1111', null, 'one');
    const file = write('1_a.ts', `${one}\n${revision('bbbb1111', 'aaaa1111', 'two').replace(/^import.*\n/, '')}`);
    expect(await failure(readRevisionFiles([folder], load))).toMatchObject({
      code: 'several-revisions-in-file',
      message: expect.stringMatching(/exports several revisions: One\d{13}, Two\d{13}\.$/),
      at: file,
    });
  });

  test("a syntax error is the loader's to tell", async () => {
    write('1_a.ts', 'export class {');
    const syntax = new AutogenError('typescript-syntax', 'x.ts:1: Identifier expected', { at: 'x.ts:1' });
    await expect(readRevisionFiles([folder], () => Promise.reject(syntax))).rejects.toBe(syntax);
  });

  test('a file that throws while it is loaded', async () => {
    const file = write('1_a.ts', 'throw new Error("boom");');
    expect(await failure(readRevisionFiles([folder], load))).toMatchObject({
      code: 'revision-file-failed',
      message: `${file} could not be loaded: boom`,
    });
  });

  test('two files with one id', async () => {
    const first = write('1_a.ts', revision('aaaa1111', null));
    const second = write('2_b.ts', revision('aaaa1111', null, 'again', 1));
    const files = await readRevisionFiles([folder], load);
    expect(() => RevisionGraph.of(files)).toThrow(`Revision aaaa1111 is in two files: ${first} and ${second}.`);
  });
});
