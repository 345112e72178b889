/** Loading projects as users have them. Each project is made here, and loaded by a process of its own. */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFiles } from '../folder';
import { compileEngine, makeProject, removeFolders, runScript, type ScriptOutcome } from './compiled-engine';

let engine: string;
const made: string[] = [];

beforeAll(() => {
  engine = compileEngine();
  made.push(engine);
});
afterAll(() => removeFolders(made));

/** Loads a project as a command does, and tells what TypeORM then knows. */
const LOAD = `
  const file = engine('find').findConfig({ cwd: process.cwd() });
  const loader = engine('typescript').createLoader(file);
  const { loadDataSource, buildMetadatas } = engine('data-source');
  const loaded = await loadDataSource(file, loader);
  await buildMetadatas(loaded.dataSource);
  const columns = {};
  for (const entity of loaded.dataSource.entityMetadatas)
    for (const column of entity.columns)
      columns[entity.name + '.' + column.propertyName] = typeof column.type === 'function' ? column.type.name : column.type;
  const { synchronize, dropSchema, migrationsRun, subscribers, migrations } = loaded.dataSource.options;
  answer({
    entities: loaded.dataSource.entityMetadatas.map((entity) => entity.name).sort(),
    columns,
    relations: loaded.dataSource.entityMetadatas.flatMap((entity) => entity.relations.map((relation) => entity.name + '.' + relation.propertyName)).sort(),
    warnings: loaded.warnings,
    settings: loaded.settings,
    options: { synchronize, dropSchema, migrationsRun, subscribers, migrations },
    loadedCompiler: Object.keys(require.cache).some((name) => name.includes('ts-morph')),
    copy: globalThis.autogenCopy,
  });
`;

function project(files: Readonly<Record<string, string>>): string {
  const root = makeProject(files);
  made.push(root);
  return root;
}

async function load(root: string): Promise<ScriptOutcome['answer']> {
  const { answer, stderr, stdout } = await runScript(engine, root, LOAD);
  if (Object.keys(answer).length === 0) throw new Error(`no answer: ${stdout}${stderr}`);
  return answer;
}

const DATA_SOURCE = `
import 'reflect-metadata';
import { DataSource } from 'typeorm';
export default new DataSource({ type: 'postgres', entities: ['entities/*.ts'] });
`;

/** User and Post import each other, as in every tutorial. */
function circle(extension: string): Record<string, string> {
  return {
    'entities/user.ts': `
import { Column, Entity, OneToMany, PrimaryGeneratedColumn } from 'typeorm';
import { Post } from './post${extension}';
@Entity()
export class User {
  @PrimaryGeneratedColumn() id!: number;
  @Column() email!: string;
  @OneToMany(() => Post, (post) => post.owner) posts!: Post[];
}
`,
    'entities/post.ts': `
import { Column, Entity, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { User } from './user${extension}';
@Entity()
export class Post {
  @PrimaryGeneratedColumn() id!: number;
  @Column() title!: string;
  @ManyToOne(() => User, (user) => user.posts) owner!: User;
}
`,
  };
}

const COMMONJS = { 'package.json': '{"name":"sample"}' };
const MODULE = { 'package.json': '{"name":"sample","type":"module"}' };

describe('entities that import each other', () => {
  test('load in a CommonJS project', async () => {
    const answer = await load(project({ ...COMMONJS, ...circle(''), 'ormconfig.ts': DATA_SOURCE }));
    expect(answer).toMatchObject({ entities: ['Post', 'User'], relations: ['Post.owner', 'User.posts'] });
  });

  test('load in a "type": "module" project, with .js in the imports', async () => {
    const tsconfig = '{"compilerOptions":{"module":"nodenext","target":"es2022","strict":true}}';
    const answer = await load(
      project({ ...MODULE, ...circle('.js'), 'ormconfig.ts': DATA_SOURCE, 'tsconfig.json': tsconfig }),
    );
    expect(answer).toMatchObject({ entities: ['Post', 'User'], relations: ['Post.owner', 'User.posts'] });
  });

  test('load in a project whose tsconfig wants verbatim, isolated, declared ES modules', async () => {
    const tsconfig = `{
      // comments are allowed
      "compilerOptions": { "module": "esnext", "moduleResolution": "bundler", "verbatimModuleSyntax": true, "isolatedModules": true,
        "declaration": true, "composite": true, "noEmit": true, "outDir": "dist", "rootDir": "." },
    }`;
    const answer = await load(
      project({ ...MODULE, ...circle(''), 'ormconfig.ts': DATA_SOURCE, 'tsconfig.json': tsconfig }),
    );
    expect(answer).toMatchObject({ entities: ['Post', 'User'] });
  });

  test('load from .mts files, which are ES modules by name', async () => {
    const files = Object.entries(circle('.mjs')).map(([name, text]) => [name.replace(/\.ts$/, '.mts'), text]);
    const config = DATA_SOURCE.replace('*.ts', '*.mts');
    const answer = await load(project({ ...COMMONJS, ...Object.fromEntries(files), 'ormconfig.mts': config }));
    expect(answer).toMatchObject({ entities: ['Post', 'User'], relations: ['Post.owner', 'User.posts'] });
  });

  test('as ES modules fail with both files and the remedy', async () => {
    const root = project({
      ...MODULE,
      ...circle('.js'),
      'ormconfig.ts': `${DATA_SOURCE}\nexport const here = import.meta.url;\nimport './entities/user.js';`,
    });
    const answer = await load(root);
    expect(answer.code).toBe('circular-import');
    expect(answer.message).toContain(join(root, 'entities/user.ts'));
    expect(answer.message).toContain(join(root, 'entities/post.ts'));
    expect(answer.hint).toContain('Relation<');
    expect(answer.at).toMatch(/entities\/(?:user|post)\.ts:\d+$/);
  });
});

describe('what an import means', () => {
  const TYPED = `
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Level, type Title } from '@shared/kinds';
import type { Plain } from '@shared/kinds';
@Entity()
export class Task {
  @PrimaryColumn() id!: number;
  @Column() level!: Level;
  @Column() title!: Title;
  @Column({ type: 'jsonb' }) plain!: Plain;
  @Column() at!: Date;
}
`;
  const FILES = {
    ...COMMONJS,
    'tsconfig.base.json': '{"compilerOptions":{"paths":{"@shared/*":["./shared/*"]}}}',
    'tsconfig.json': '{"extends":"./tsconfig.base.json"}',
    'shared/kinds.ts':
      'export enum Level { Low, High }\nexport type Title = string;\nexport interface Plain { a: number }\n',
    'entities/task.ts': TYPED,
    'ormconfig.ts': DATA_SOURCE,
  };

  test('an imported enum is Number, an imported alias is String, through a path alias', async () => {
    const answer = await load(project(FILES));
    expect(answer.columns).toMatchObject({ 'Task.level': 'Number', 'Task.title': 'String', 'Task.at': 'Date' });
  });

  test('editing only the file that declares the type changes the entity that uses it', async () => {
    const root = project(FILES);
    await load(root);
    writeFiles(root, {
      'shared/kinds.ts': 'export enum Level { Low = "low" }\nexport type Title = number;\nexport interface Plain {}\n',
    });
    const answer = await load(root);
    expect(answer.columns).toMatchObject({ 'Task.level': 'String', 'Task.title': 'Number' });
  });

  test('editing the tsconfig that is extended counts', async () => {
    const root = project({
      ...FILES,
      'other/kinds.ts': 'export enum Level { A = "a" }\nexport type Title = number;\nexport interface Plain {}\n',
    });
    await load(root);
    writeFiles(root, { 'tsconfig.base.json': '{"compilerOptions":{"paths":{"@shared/*":["./other/*"]}}}' });
    expect((await load(root)).columns).toMatchObject({ 'Task.level': 'String', 'Task.title': 'Number' });
  });

  test('a file that appears where an import looks first is taken', async () => {
    const root = project({
      ...COMMONJS,
      'tsconfig.json': '{"compilerOptions":{"paths":{"@shared/*":["./first/*","./second/*"]}}}',
      'second/kinds.ts': 'export type Title = string; export enum Level { A = "a" }; export interface Plain {}',
      'entities/task.ts': TYPED,
      'ormconfig.ts': DATA_SOURCE,
    });
    expect((await load(root)).columns).toMatchObject({ 'Task.level': 'String' });
    writeFiles(root, {
      'first/kinds.ts': 'export type Title = string; export enum Level { A }; export interface Plain {}',
    });
    expect((await load(root)).columns).toMatchObject({ 'Task.level': 'Number' });
  });

  test('an alias of a folder loads its index, and one of JavaScript loads that', async () => {
    const root = project({
      ...COMMONJS,
      'tsconfig.json': '{"compilerOptions":{"paths":{"#model":["./model"],"#legacy":["./old/legacy.js"]}}}',
      'model/index.ts': "export * from './task';",
      'model/task.ts':
        "import { Entity, PrimaryColumn } from 'typeorm';\nconst { table } = require('#legacy');\nimport { table as again } from '#legacy';\n@Entity(table + again) export class Task { @PrimaryColumn() id!: number; }",
      'old/legacy.js': "exports.table = 'task';",
      'ormconfig.ts': `import { DataSource } from 'typeorm';\nimport { Task } from '#model';\nexport const db = new DataSource({ type: 'postgres', entities: [Task] });`,
    });
    expect(await load(root)).toMatchObject({ entities: ['Task'] });
  });

  test('a default import of a CommonJS package in an ES module project is the package', async () => {
    const root = project({
      ...MODULE,
      'ormconfig.ts': `import typeorm from 'typeorm';\nexport default new typeorm.DataSource({ type: 'postgres' });`,
    });
    expect(await load(root)).toMatchObject({ entities: [] });
  });

  test('a package that only offers `import` is loaded', async () => {
    const root = project({
      ...COMMONJS,
      'ormconfig.ts': `import { table } from '@local/only-import';\nimport { DataSource, EntitySchema } from 'typeorm';\nexport default new DataSource({ type: 'postgres', entities: [new EntitySchema({ name: table, columns: { id: { type: Number, primary: true } } })] });`,
    });
    // The packages of this repository are linked in: one more, beside them, needs a folder of its own.
    rmSync(join(root, 'node_modules'));
    writeFiles(root, {
      'node_modules/@local/only-import/package.json':
        '{"name":"@local/only-import","exports":{".":{"import":"./main.mjs"}}}',
      'node_modules/@local/only-import/main.mjs': "export const table = 'Imported';",
    });
    const { symlinkSync } = await import('node:fs');
    for (const name of ['typeorm', 'pg', 'reflect-metadata']) {
      symlinkSync(join(__dirname, '../../node_modules', name), join(root, 'node_modules', name));
    }
    expect(await load(root)).toMatchObject({ entities: ['Imported'] });
  });
});

describe('ways to name entities', () => {
  const SCHEMA = `
import { EntitySchema } from 'typeorm';
export const Vote = new EntitySchema({ name: 'Vote', columns: { id: { type: Number, primary: true } } });
`;

  test('a glob, a folder, a class and an EntitySchema together', async () => {
    const root = project({
      ...COMMONJS,
      ...circle(''),
      'schemas/vote.ts': SCHEMA,
      'schemas/readme.md': 'not code',
      'schemas/types.d.ts': 'export interface Nothing {}',
      'tag.ts':
        "import { Entity, PrimaryColumn } from 'typeorm';\n@Entity() export class Tag { @PrimaryColumn() id!: number }",
      'ormconfig.ts': `import { DataSource } from 'typeorm';\nimport { Tag } from './tag';\nexport const db = new DataSource({ type: 'postgres', entities: [__dirname + '/entities/*{.ts,.js}', 'schemas', Tag] });`,
    });
    expect(await load(root)).toMatchObject({ entities: ['Post', 'Tag', 'User', 'Vote'], warnings: [] });
  });

  test('a new file that matches the glob is picked up by the next run', async () => {
    const root = project({ ...COMMONJS, ...circle(''), 'ormconfig.ts': DATA_SOURCE });
    await load(root);
    writeFiles(root, { 'entities/vote.ts': SCHEMA });
    expect(await load(root)).toMatchObject({ entities: ['Post', 'User', 'Vote'] });
  });

  test('a glob relative to the configuration, from a folder below', async () => {
    const root = project({ ...COMMONJS, ...circle(''), 'ormconfig.ts': DATA_SOURCE, 'src/deep/file.txt': '' });
    const { answer } = await runScript(engine, join(root, 'src/deep'), LOAD);
    expect(answer).toMatchObject({ entities: ['Post', 'User'] });
  });

  test('a glob that matches nothing is a warning', async () => {
    const answer = await load(project({ ...COMMONJS, 'ormconfig.ts': DATA_SOURCE }));
    expect(answer.warnings).toMatchObject([{ code: 'entities-glob-empty' }]);
  });

  test('a compiled file beside its source is one entity, not two', async () => {
    const files = { 'ormconfig.ts': DATA_SOURCE.replace('*.ts', '*.{ts,js}'), 'entities/vote.ts': SCHEMA };
    const root = project({
      ...COMMONJS,
      ...files,
      'entities/vote.js': 'throw new Error("the compiled twin was loaded")',
    });
    expect(await load(root)).toMatchObject({ entities: ['Vote'] });
  });
});

describe('compiled JavaScript', () => {
  const ENTITY =
    "const { EntitySchema } = require('typeorm');\nexports.Tag = new EntitySchema({ name: 'Tag', columns: { id: { type: Number, primary: true } } });";

  test('CommonJS, as tsc writes it', async () => {
    const root = project({
      ...COMMONJS,
      'data-source.js':
        "Object.defineProperty(exports, '__esModule', { value: true });\nconst { DataSource } = require('typeorm');\nexports.AppDataSource = new DataSource({ type: 'postgres', entities: [__dirname + '/model/*.js'] });\nexports.autogen = { migrations: 'changes' };",
      'model/tag.js': ENTITY,
    });
    const answer = await load(root);
    expect(answer).toMatchObject({
      entities: ['Tag'],
      loadedCompiler: false,
      settings: { migrations: join(root, 'changes') },
    });
  });

  test('`module.exports = options`', async () => {
    const root = project({
      ...COMMONJS,
      'ormconfig.js': "module.exports = { type: 'postgres', entities: ['model/*.js'] };",
      'model/tag.js': ENTITY,
    });
    expect(await load(root)).toMatchObject({ entities: ['Tag'] });
  });

  test('ES modules, with top-level await', async () => {
    const root = project({
      ...MODULE,
      'data-source.js':
        "import { DataSource } from 'typeorm';\nawait null;\nexport default new DataSource({ type: 'postgres', entities: [import.meta.dirname + '/model/*.js'] });\nexport const autogen = { versionTable: 'v' };",
      'model/tag.js':
        "import { EntitySchema } from 'typeorm';\nexport const Tag = new EntitySchema({ name: 'Tag', columns: { id: { type: Number, primary: true } } });",
    });
    expect(await load(root)).toMatchObject({ entities: ['Tag'], settings: { versionTable: 'v' } });
  });
});

describe('what a configuration may export', () => {
  const OPTIONS = "{ type: 'postgres' as const, entities: ['entities/*.ts'] }";
  test.each([
    ['options', `export const options = ${OPTIONS};`],
    ['a promise of options', `export default Promise.resolve(${OPTIONS});`],
    ['a function that returns options', `export default () => (${OPTIONS});`],
    [
      'an async function that returns a DataSource',
      `import { DataSource } from 'typeorm';\nexport async function make() { return new DataSource(${OPTIONS}); }`,
    ],
    [
      'options and the DataSource made from them',
      `import { DataSource } from 'typeorm';\nexport const options = ${OPTIONS};\nexport const db = new DataSource(options);\nexport default db;`,
    ],
  ])('%s', async (_name, source) => {
    expect(await load(project({ ...COMMONJS, ...circle(''), 'ormconfig.ts': source }))).toMatchObject({
      entities: ['Post', 'User'],
    });
  });

  test.each([
    ['nothing', 'export {};', 'config-no-data-source', 'exports nothing'],
    ['something else', 'export const port = 1; export class Thing {}', 'config-no-data-source', 'port, Thing'],
    [
      'two',
      "import { DataSource } from 'typeorm';\nexport const one = new DataSource({ type: 'postgres' }), two = new DataSource({ type: 'postgres' });",
      'config-several-data-sources',
      'one, two',
    ],
    ['another database', "export default { type: 'mysql' };", 'config-not-postgres', 'mysql'],
    ['an error', '\n\nthrow new Error("no secret given");', 'config-throws', 'no secret given'],
  ])('%s is one sentence with a code and a hint', async (_name, source, code, words) => {
    const root = project({ ...COMMONJS, 'ormconfig.ts': source });
    const answer = await load(root);
    expect(answer.code).toBe(code);
    expect(answer.message).toContain(words);
    expect(answer.message).toContain(join(root, 'ormconfig.ts'));
    expect(answer.hint).toBeTruthy();
  });

  test('the line of an error is that of the TypeScript source', async () => {
    const root = project({
      ...COMMONJS,
      'ormconfig.ts':
        'interface A {\n  a: number;\n}\nconst a: A = { a: 1 };\nif (a.a > 0) {\n  throw new Error("here");\n}\nexport default a;\n',
    });
    const answer = await load(root);
    expect(answer.at).toBe(`${join(root, 'ormconfig.ts')}:6`);
    expect(answer.stack).toContain(`${join(root, 'ormconfig.ts')}:6:`);
  });

  test('mistakes in the settings are all told at once', async () => {
    const root = project({
      ...COMMONJS,
      'ormconfig.ts': `${DATA_SOURCE}\nexport const autogen = { migration: 'x', keep: ['column:posts.title'], lockTimeout: -1 };`,
    });
    const answer = await load(root);
    expect(answer.code).toBe('settings-invalid');
    for (const words of ['3 mistakes', '`migration`', '`keep`', '`lockTimeout`'])
      expect(answer.message).toContain(words);
  });
});

describe('safety', () => {
  test('synchronize, dropSchema and migrationsRun are switched off, and synchronize is a warning that says why', async () => {
    const options =
      "synchronize: true, dropSchema: true, migrationsRun: true, migrations: ['nowhere/*.ts'], subscribers: ['nowhere/*.ts']";
    const root = project({
      ...COMMONJS,
      ...circle(''),
      'ormconfig.ts': DATA_SOURCE.replace("type: 'postgres'", `type: 'postgres', ${options}`),
    });
    const answer = await load(root);
    expect(answer.options).toEqual({
      synchronize: false,
      dropSchema: false,
      migrationsRun: false,
      subscribers: [],
      migrations: [],
    });
    expect(answer.warnings).toMatchObject([
      { code: 'synchronize-on', message: expect.stringContaining('behind the revisions') },
    ]);
  });

  test('an entity that TypeORM refuses is named, with its file', async () => {
    const root = project({
      ...COMMONJS,
      'entities/tag.ts':
        "import { Column, Entity } from 'typeorm';\n@Entity() export class Tag { @Column() name!: string }",
      'ormconfig.ts': DATA_SOURCE,
    });
    const answer = await load(root);
    expect(answer).toMatchObject({ code: 'entities-invalid', at: join(root, 'entities/tag.ts') });
    expect(answer.message).toContain('Tag');
  });

  test('an entity file that throws is named', async () => {
    const root = project({ ...COMMONJS, 'entities/tag.ts': "\nimport './missing';\n", 'ormconfig.ts': DATA_SOURCE });
    const answer = await load(root);
    expect(answer.code).toBe('entity-throws');
    expect(answer.message).toContain(join(root, 'entities/tag.ts'));
    expect(answer.message).toContain('./missing');
  });

  test('a syntax error names file and line, also when everything was in the cache before', async () => {
    const root = project({ ...COMMONJS, ...circle(''), 'ormconfig.ts': DATA_SOURCE });
    await load(root);
    writeFileSync(join(root, 'entities/user.ts'), 'export class User {\n  id: number;\n  name = = 1;\n}\n');
    const answer = await load(root);
    expect(answer).toMatchObject({ code: 'typescript-syntax', at: `${join(root, 'entities/user.ts')}:3` });
    expect(answer.message).toContain('Expression expected');
  });

  test('a file that goes while it is being compiled is named', async () => {
    const root = project({ ...COMMONJS, 'ormconfig.ts': DATA_SOURCE });
    const gone = join(root, 'entities/gone.ts');
    const { answer } = await runScript(
      engine,
      root,
      `await engine('typescript').createLoader(${JSON.stringify(join(root, 'ormconfig.ts'))}).load(${JSON.stringify(gone)}, 'entity');`,
    );
    expect(answer).toMatchObject({
      code: 'files-changing',
      message: `${gone} changed while it was being compiled.`,
      hint: 'run the command again',
      at: gone,
    });
  });

  test('a tsconfig that cannot be read is named', async () => {
    const root = project({ ...COMMONJS, 'ormconfig.ts': DATA_SOURCE, 'tsconfig.json': '{\n  "compilerOptions": {\n' });
    const answer = await load(root);
    expect(answer.code).toBe('tsconfig-invalid');
    expect(answer.message).toContain(join(root, 'tsconfig.json'));
  });
});

describe('ES modules where nothing else will do', () => {
  test('import.meta and top-level await work, aliases included', async () => {
    const root = project({
      ...MODULE,
      'tsconfig.json': '{"compilerOptions":{"module":"nodenext","paths":{"@model/*":["./model/*"]}}}',
      'model/tag.ts':
        "import { Column, Entity, PrimaryColumn } from 'typeorm';\nimport { Level } from './level.js';\n@Entity() export class Tag { @PrimaryColumn() id!: number; @Column() level!: Level }",
      'model/level.ts': 'export enum Level { Low }',
      'ormconfig.ts':
        "import { DataSource } from 'typeorm';\nimport { Tag } from '@model/tag.js';\nawait null;\nif (!import.meta.url.endsWith('/ormconfig.ts')) throw new Error(import.meta.url);\nexport default new DataSource({ type: 'postgres', entities: [Tag, import.meta.dirname + '/model/*.ts'] });",
    });
    for (const _run of [1, 2]) {
      expect(await load(root)).toMatchObject({ entities: ['Tag'], columns: { 'Tag.level': 'Number' } });
    }
  });

  test('a comment or a string that mentions import.meta changes nothing', async () => {
    const root = project({
      ...MODULE,
      ...circle('.js'),
      'ormconfig.ts': `${DATA_SOURCE}\n// import.meta, await\nexport const text = 'import.meta';`,
    });
    expect(await load(root)).toMatchObject({ entities: ['Post', 'User'] });
  });
});

describe('the second run', () => {
  test('loads 300 unchanged entities without the compiler', async () => {
    const files: Record<string, string> = { ...COMMONJS, 'ormconfig.ts': DATA_SOURCE };
    for (let index = 0; index < 300; index += 1) {
      const next = (index + 1) % 300;
      files[`entities/e${index}.ts`] = `
import { Column, Entity, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { E${next} } from './e${next}';
@Entity() export class E${index} { @PrimaryGeneratedColumn() id!: number; @Column() name!: string; @ManyToOne(() => E${next}) next!: E${next} }
`;
    }
    const root = project(files);
    const first = await load(root);
    expect(first.entities).toHaveLength(300);
    expect(first.loadedCompiler).toBe(true);
    const second = await load(root);
    expect(second.entities).toHaveLength(300);
    expect(second.loadedCompiler).toBe(false);
    // One changed entity compiles; the next run has everything again.
    writeFiles(root, { 'entities/e7.ts': `${files['entities/e7.ts']}\n` });
    expect((await load(root)).loadedCompiler).toBe(true);
    expect((await load(root)).loadedCompiler).toBe(false);
  });

  test('two runs at once on an empty cache both succeed', async () => {
    const root = project({ ...COMMONJS, ...circle(''), 'ormconfig.ts': DATA_SOURCE });
    const answers = await Promise.all([load(root), load(root), load(root)]);
    for (const answer of answers) expect(answer).toMatchObject({ entities: ['Post', 'User'] });
    expect(readdirSync(join(root, '.autogen/cache')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect((await load(root)).loadedCompiler).toBe(false);
  });

  test('a damaged cache is compiled anew', async () => {
    const root = project({ ...COMMONJS, ...circle(''), 'ormconfig.ts': DATA_SOURCE });
    await load(root);
    writeFileSync(join(root, '.autogen/cache/manifest.json'), '{"format":');
    expect(await load(root)).toMatchObject({ entities: ['Post', 'User'], loadedCompiler: true });
    for (const name of readdirSync(join(root, '.autogen/cache'))) {
      if (name.endsWith('.js')) rmSync(join(root, '.autogen/cache', name));
    }
    expect(await load(root)).toMatchObject({ entities: ['Post', 'User'], loadedCompiler: true });
    expect((await load(root)).loadedCompiler).toBe(false);
  });

  test('the cache is ignored by git', async () => {
    const root = project({ ...COMMONJS, 'ormconfig.ts': DATA_SOURCE });
    await load(root);
    expect(readdirSync(join(root, '.autogen'))).toEqual(expect.arrayContaining(['.gitignore', 'cache']));
  });
});

describe('revisions', () => {
  const LOAD_REVISIONS = `
    const loader = engine('typescript').createLoader(process.cwd() + '/ormconfig.ts');
    const files = require('node:fs').readdirSync('migrations').sort().map((name) => process.cwd() + '/migrations/' + name);
    const modules = await loader.loadAll(files, 'revision');
    const own = require(process.env.ENGINE + '/index.js');
    answer({
      names: modules.flatMap((module) => Object.keys(module)),
      isOwn: modules.every((module) => Object.values(module).every((value) => Object.getPrototypeOf(value) === own.Revision)),
      loadedCompiler: Object.keys(require.cache).some((name) => name.includes('ts-morph')),
    });
  `;
  const revision = (name: string): string =>
    `import { Revision } from 'typeorm-autogen';\nexport class ${name} extends Revision { readonly revision: string = '${name}'; }\n`;

  test('import the running autogen, even where another copy is installed', async () => {
    const root = project({
      ...COMMONJS,
      'ormconfig.ts': DATA_SOURCE,
      'migrations/1.ts': revision('One'),
      'migrations/2.ts': revision('Two'),
    });
    rmSync(join(root, 'node_modules'));
    writeFiles(root, {
      'node_modules/typeorm-autogen/package.json': '{"name":"typeorm-autogen","main":"index.js"}',
      'node_modules/typeorm-autogen/index.js': 'throw new Error("the other copy was loaded")',
    });
    const { answer } = await runScript(engine, root, LOAD_REVISIONS, { ENGINE: engine });
    expect(answer).toEqual({ names: ['One', 'Two'], isOwn: true, loadedCompiler: true });
    const again = await runScript(engine, root, LOAD_REVISIONS, { ENGINE: engine });
    expect(again.answer).toEqual({ names: ['One', 'Two'], isOwn: true, loadedCompiler: false });
  });

  test('a new one compiles alone: the others keep their code', async () => {
    const root = project({ ...COMMONJS, 'ormconfig.ts': DATA_SOURCE, 'migrations/1.ts': revision('One') });
    await runScript(engine, root, LOAD_REVISIONS, { ENGINE: engine });
    const before = readdirSync(join(root, '.autogen/cache')).filter((name) => name.endsWith('.js'));
    writeFiles(root, { 'migrations/2.ts': revision('Two') });
    const { answer } = await runScript(engine, root, LOAD_REVISIONS, { ENGINE: engine });
    expect(answer.names).toEqual(['One', 'Two']);
    const after = readdirSync(join(root, '.autogen/cache')).filter((name) => name.endsWith('.js'));
    expect(after).toEqual(expect.arrayContaining(before));
    expect(after).toHaveLength(before.length + 1);
  });

  test('an edited one is run anew in the same process', async () => {
    const root = project({ ...COMMONJS, 'ormconfig.ts': DATA_SOURCE, 'migrations/1.ts': revision('One') });
    const { answer } = await runScript(
      engine,
      root,
      `
      const loader = engine('typescript').createLoader(process.cwd() + '/ormconfig.ts');
      const file = process.cwd() + '/migrations/1.ts';
      const before = Object.keys(await loader.load(file, 'revision'));
      require('node:fs').writeFileSync(file, 'export const Edited = 1;');
      answer({ before, after: Object.keys(await loader.load(file, 'revision')) });
      `,
    );
    expect(answer).toEqual({ before: ['One'], after: ['Edited'] });
  });
});
