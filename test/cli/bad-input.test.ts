/**
 * Every way to be wrong that the project knows of: one sentence, a code, a hint, an exit code; nothing written, nothing
 * changed.
 */

import { chmodSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { Project, type RunOptions, urlOf } from './command';
import { config, entity, revision, twoRevisions, typescript } from './files';
import { expectRefusal, type Refusal } from './refusal';

let project: Project;
afterEach(() => project.end());

const refuses = (args: readonly string[], refusal: Refusal, options?: RunOptions) =>
  expectRefusal(project, args, refusal, options);

describe('the configuration', () => {
  test('is not there: every place is listed', async () => {
    project = Project.alone({ 'deep/er/x.txt': '' });
    await refuses(
      ['check'],
      {
        code: 'config-not-found',
        message:
          /^No configuration found: looked for ormconfig\.\{ts,js,mts,cts,mjs,cjs\}, data-source\..*, src\/data-source\..* in .*\/deep\/er, .*\/deep, .*, \/\.$/,
        hint: 'run `autogen init`, or name the file: `autogen <command> --data-source path/to/data-source.ts`',
      },
      { cwd: 'deep/er' },
    );
  });

  test('that was named is not there', async () => {
    project = Project.alone({ 'db/source.ts': '' });
    await refuses(['-d', 'db/source', 'check'], {
      code: 'config-not-found',
      message: 'The option --data-source names db/source, which is not a file.',
      hint: 'did you mean db/source.ts?',
    });
  });

  test('throws: file and line', async () => {
    project = Project.alone({ 'ormconfig.js': "const x = 1;\nthrow new Error('no such luck');\n" });
    await refuses(['revision', '-m', 'x'], {
      code: 'config-throws',
      message: 'Loading ormconfig.js:2 failed: Error: no such luck.',
      hint: 'correct ormconfig.js:2',
    });
  });

  test('throws an error with a password in it, which is not printed, with --verbose neither', async () => {
    project = Project.alone({ 'ormconfig.js': "throw new Error('cannot use ' + process.env.SECRET_URL);\n" });
    const { code, stdout, stderr } = await project.autogen(['check', '--verbose'], {
      env: { SECRET_URL: 'postgres://u:geheim123@db/x' },
    });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('postgres://u:****@db/x');
    expect(stderr).toMatch(/\n {4}at /);
    expect(stderr).not.toContain('geheim123');
  });

  test.each([
    ['nothing', '', 'it exports nothing'],
    ['nothing usable', 'exports.a = 1; exports.b = {};', 'it exports a, b'],
  ])('exports %s', async (_what, text, said) => {
    project = Project.alone({ 'ormconfig.js': text });
    await refuses(['check'], {
      code: 'config-no-data-source',
      message: `ormconfig.js exports no DataSource: ${said}.`,
      hint: 'add `export default new DataSource({ type: "postgres", entities: [...] })`',
    });
  });

  test('is not for PostgreSQL', async () => {
    project = Project.alone({ 'ormconfig.js': "exports.default = { type: 'mysql' };" });
    await refuses(['upgrade'], {
      code: 'config-not-postgres',
      message: 'The DataSource in ormconfig.js is of type "mysql", and autogen works with PostgreSQL only.',
      hint: 'set `type: "postgres"`, or name another file: --data-source path/to/data-source.ts',
    });
  });
});

test.each([
  ['mysql', /\(Mysql package has not been found installed. Please run "npm install mysql2"\)/],
  ['sqlite', /\(Wrong driver: "sqlite" given. Supported drivers are: .+"\)/],
])('a DataSource for %s, whose driver nobody has', async (type, said) => {
  project = Project.alone({
    'ormconfig.js': `const { DataSource } = require('typeorm'); exports.default = new DataSource({ type: '${type}' });`,
  });
  await refuses(['check'], {
    code: 'config-not-postgres',
    message: new RegExp(
      `^The DataSource in ormconfig.js is for another database ${said.source}, and autogen works with PostgreSQL only\\.$`,
    ),
    hint: 'set `type: "postgres"`, or name another file: --data-source path/to/data-source.ts',
  });
});

describe('a package that is not installed', () => {
  /** As Node finds them where nobody has installed them, beside the project and beside autogen. */
  const hidden = (...names: readonly string[]) => ({
    'hide.js': `const { Module } = require('node:module');
const resolve = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) => {
  if (!${JSON.stringify(names)}.includes(request)) return resolve(request, ...rest);
  throw Object.assign(new Error("Cannot find module '" + request + "'"), { code: 'MODULE_NOT_FOUND' });
};
`,
  });
  const env = () => ({ NODE_OPTIONS: `--require ${project.path('hide.js')}` });

  test('typeorm, where the configuration exports options', async () => {
    project = await Project.onServer({ ...twoRevisions, 'ormconfig.js': "exports.default = { type: 'postgres' };\n" });
    project.remove('node_modules/typeorm');
    await refuses(['check'], {
      code: 'typeorm-missing',
      message: "The package typeorm cannot be loaded from ormconfig.js: Cannot find module 'typeorm'.",
      hint: 'npm install typeorm pg reflect-metadata',
    });
  });

  test('ts-morph, which loads TypeScript and writes revisions', async () => {
    project = await Project.onServer({ ...twoRevisions, ...hidden('ts-morph') });
    await refuses(
      ['revision', '-m', 'x', '--empty'],
      {
        code: 'ts-morph-missing',
        message: 'The package ts-morph, which writes revision files, is not installed.',
        hint: 'npm install --save-dev ts-morph',
      },
      { env: env() },
    );
    project.remove('ormconfig.js');
    project.write({ 'ormconfig.ts': typescript['ormconfig.ts'] });
    await refuses(
      ['check'],
      {
        code: 'typescript-missing',
        message: 'TypeScript files cannot be loaded: the optional package ts-morph is not installed.',
        hint: 'npm install --save-dev ts-morph, or name compiled JavaScript: --data-source dist/data-source.js',
      },
      { env: env() },
    );
  });
});

describe('init without a configuration', () => {
  test.each([
    [['typeorm'], 'The package typeorm is not installed in this project.'],
    [
      ['typeorm', 'pg', 'reflect-metadata'],
      'The packages typeorm, pg, reflect-metadata are not installed in this project.',
    ],
  ])('and without %j', async (missing, message) => {
    project = Project.alone({});
    for (const name of missing) project.remove(`node_modules/${name}`);
    await refuses(['init'], {
      code: 'packages-missing',
      message,
      hint: `npm install ${missing.join(' ')}, then run: autogen init`,
    });
    expect(readdirSync(project.root)).toEqual(['node_modules']);
  });

  test('takes back what it made, when it cannot go on', async () => {
    project = Project.alone({ migrations: 'a file' });
    await refuses(['init'], {
      code: 'init-failed',
      message: /^The project cannot be set up: EEXIST: .*migrations/,
      hint: 'make way for it, or make the folder writable, then run: autogen init',
    });
    expect(readdirSync(project.root).sort()).toEqual(['.autogen', 'migrations', 'node_modules']);
  });
});

describe('the entities', () => {
  test('have a syntax error: file and line', async () => {
    project = await Project.onServer({ ...typescript, 'migrations/.keep': '' });
    project.write({ 'entities/user.ts': 'export class User {\n  id: number;\n  name string;\n}\n' });
    await refuses(['revision', '-m', 'x'], {
      code: 'typescript-syntax',
      message: /^Syntax error at entities\/user\.ts:3: /,
      hint: 'correct line 3 of entities/user.ts',
    });
  });

  test('are refused by TypeORM', async () => {
    project = await Project.onServer({
      ...typescript,
      'migrations/.keep': '',
      'entities/tag.ts':
        "import { Column, Entity } from 'typeorm';\n@Entity() export class Tag { @Column() name: string }\n",
    });
    await refuses(['check'], {
      code: 'entities-invalid',
      message: /^The entity Tag in entities\/tag\.ts is not valid: Entity "Tag" does not have a primary column\..*\.$/,
      hint: "correct entities/tag.ts; the message is TypeORM's own",
    });
  });

  test('hold a text that is no SQL', async () => {
    project = await Project.onServer(twoRevisions);
    await project.autogen(['upgrade']);
    await project.sql('ALTER TABLE users ADD CONSTRAINT chk CHECK (id > 0)');
    project.write({
      'entities/users.js': entity('users').replace(
        'columns:',
        "checks: [{ name: 'chk', expression: 'id >' }], columns:",
      ),
    });
    for (const args of [['check'], ['revision', '-m', 'x']]) {
      await refuses(args, {
        code: 'invalid-expression',
        message: 'PostgreSQL cannot read the text of check:public.users.chk: syntax error at or near ")".',
        hint: 'correct the expression in the entity, then run the command again',
      });
    }
  });

  test('are loaded with a tsconfig.json that cannot be read', async () => {
    project = await Project.onServer({ ...typescript, 'migrations/.keep': '', 'tsconfig.json': '{\n  "files": [\n' });
    await refuses(['check'], {
      code: 'tsconfig-invalid',
      message: /^tsconfig\.json:\d cannot be read: '\]' expected\.$/,
      hint: 'correct it: npx tsc --showConfig -p tsconfig.json',
    });
  });

  test('describe one table twice, with different columns', async () => {
    project = await Project.onServer({
      ...twoRevisions,
      'entities/again.js': entity('posts', { body: "{ type: 'text' }" }).replace('name: "posts"', "name: 'Again'"),
    });
    await project.autogen(['upgrade']);
    await refuses(['revision', '-m', 'x'], {
      code: 'entity-conflict',
      message:
        /^The entities (Again and posts|posts and Again) both describe the table public\.posts, with different columns\.$/,
      hint: /^[Gg]ive one of them a table of its own: /,
    });
  });

  test('describe a join table as well, without a column of it', async () => {
    const relation =
      "relations: { tags: { type: 'many-to-many', target: 'tags', joinTable: { name: 'posts_tags', joinColumn: { name: 'post' }, inverseJoinColumn: { name: 'tag' } } } }";
    project = await Project.onServer({
      'ormconfig.js': config,
      'migrations/.keep': '',
      'entities/tags.js': entity('tags'),
      'entities/posts.js': entity('posts').replace('  columns: {', `  ${relation},\n  columns: {`),
      'entities/posts-tags.js': entity('posts_tags', { post: "{ type: 'integer' }", label: "{ type: 'integer' }" }),
    });
    await refuses(['revision', '-m', 'x'], {
      code: 'entity-conflict',
      message:
        'The entity posts_tags describes the table public.posts_tags without the column tag, which it has as a join table.',
      hint: "Name the entity's columns in @JoinTable({ name: 'posts_tags', joinColumn: …, inverseJoinColumn: … }), or give the join table another name.",
    });
  });

  describe('have two objects of one name for PostgreSQL', () => {
    const long = 'n'.repeat(63);
    const more = (name: string, text: string) => entity(name, {}).replace('  columns: {', `  ${text},\n  columns: {`);
    const column = "{ type: 'text' }";
    const status = "{ type: 'enum', enum: ['on', 'off'] }";

    test.each([
      [
        'an enum and a table',
        [entity('users', { status: status.replace('}', ", enumName: 'states' }") }), entity('states')],
        'The enum public.states and the table public.states would both be the type public.states.',
        "give one of them another name: enumName: 'other_name', or @Entity('other_name')",
      ],
      [
        'an enum and a table, once PostgreSQL has cut them',
        [entity('t'.repeat(60), { on: status }), entity(`${'t'.repeat(60)}_on`)],
        /^The enum public\.(t{60}_on) and the table public\.\1 would both be the type public\.\1, as PostgreSQL keeps 63 bytes of a name\.$/,
        "give one of them another name: enumName: 'other_name', or @Entity('other_name')",
      ],
      [
        'two indexes of two tables',
        ['a', 'b'].map((name) => more(name, "indices: [{ name: 'by_id', columns: ['id'] }]")),
        'The index public.a.by_id and the index public.b.by_id would both be the relation public.by_id.',
        "give one of them another name: @Index('other_name', …)",
      ],
      [
        'two tables, once PostgreSQL has cut them',
        [entity(`${long}1`), entity(`${long}2`)],
        `The entities ${long}1 and ${long}2 both describe the table public.${long}, as PostgreSQL keeps 63 bytes of a name.`,
        `give one of them a shorter name: @Entity('other_name') class ${long}2`,
      ],
      [
        'two columns, once PostgreSQL has cut them',
        [entity('a', { [`${long}1`]: column, [`${long}2`]: column })],
        `The columns a.${long}1 and a.${long}2 would both be ${long}, as PostgreSQL keeps 63 bytes of a name.`,
        "give one of them a shorter name: @Column({ name: 'other_name' })",
      ],
      [
        'two different indexes of one table',
        [more('a', "indices: [{ name: 'x', columns: ['id'] }, { name: 'x', columns: ['id'], unique: true }]")],
        'The entity a describes two different indexes of the name x.',
        'give one of them another name, or take one away',
      ],
      [
        'two different checks of one table, once PostgreSQL has cut them',
        [more('a', `checks: [{ name: '${long}1', expression: 'id > 0' }, { name: '${long}2', expression: 'id > 1' }]`)],
        `The entity a describes two different checks of the name ${long}, as PostgreSQL keeps 63 bytes of a name.`,
        'give one of them another name, or take one away',
      ],
    ])('%s', async (_what, entities, message, hint) => {
      project = await Project.onServer({
        'ormconfig.js': config,
        'migrations/.keep': '',
        ...Object.fromEntries(entities.map((text, place) => [`entities/${place}.js`, text])),
      });
      await refuses(['revision', '-m', 'x'], { code: 'name-clash', message, hint });
      await refuses(['revision', '-m', 'x', '--against', 'migrations'], { code: 'name-clash', message, hint });
    });
  });
});

describe('the server', () => {
  test('is down', async () => {
    project = Project.alone(twoRevisions);
    const env = { DATABASE_URL: 'postgres://me:geheim123@127.0.0.1:1/app' };
    await refuses(
      ['upgrade'],
      {
        code: 'server-down',
        message: 'No PostgreSQL server answers at 127.0.0.1:1/app: connect ECONNREFUSED 127.0.0.1:1.',
        hint: 'start the server, or correct host and port: psql -h 127.0.0.1 -p 1',
      },
      { env },
    );
  });

  test('refuses the password, which no output holds', async () => {
    project = await Project.onServer(twoRevisions);
    const wrong = urlOf({ ...project.database, password: 'geheim 123' });
    const env = { DATABASE_URL: wrong };
    await refuses(
      ['upgrade'],
      {
        code: 'wrong-password',
        message:
          /^The server at 127\.0\.0\.1:\d+\/test_\w+ refused the login of "postgres": password authentication failed for user "postgres"\.$/,
        hint: 'correct user and password in the DataSource, in DATABASE_URL or in PGUSER and PGPASSWORD',
      },
      { env },
    );
    for (const more of [['--verbose'], ['--verbose', '--json']]) {
      const { stdout, stderr } = await project.autogen(['upgrade', ...more], { env });
      expect(`${stdout}${stderr}`).toMatch(/wrong-password/);
      expect(`${stdout}${stderr}`).not.toMatch(/geheim/);
    }
  });

  test('does not have the database', async () => {
    project = await Project.onServer(twoRevisions);
    const env = { DATABASE_URL: urlOf({ ...project.database, database: 'no such' }).replace('no such', 'no%20such') };
    await refuses(
      ['check'],
      {
        code: 'unknown-database',
        message: /^The database "no such" does not exist on the server at 127\.0\.0\.1:\d+\.$/,
        hint: /^create it: createdb -h 127\.0\.0\.1 -p \d+ 'no such'$/,
      },
      { env },
    );
  });

  test('hides a table from the role', async () => {
    project = await Project.onServer(twoRevisions);
    await project.autogen(['upgrade']);
    const role = `reader_${process.pid}_${Date.now()}`;
    await project.sql(
      `CREATE ROLE ${role} LOGIN PASSWORD 'geheim123'`,
      `GRANT SELECT ON users, autogen_version TO ${role}`,
    );
    try {
      const env = { DATABASE_URL: urlOf({ ...project.database, user: role, password: 'geheim123' }) };
      await refuses(
        ['revision', '-m', 'x'],
        {
          code: 'missing-privileges',
          message:
            /^The role reader_\w+ has no privileges on the (table public\.posts|column public\.posts\.\w+), so it cannot be compared\.$/,
          hint: `let the owner run: GRANT SELECT ON public.posts TO ${role};`,
        },
        { env },
      );
    } finally {
      await project.sql(`DROP OWNED BY ${role}`, `DROP ROLE ${role}`);
    }
  });

  test('is named by a URL that is none, which is not quoted', async () => {
    project = Project.alone(twoRevisions);
    await refuses(
      ['current'],
      {
        code: 'url-invalid',
        message: 'DATABASE_URL is not a PostgreSQL URL.',
        hint: 'write it as postgres://user@host:5432/database, the password behind the user, with special characters percent-encoded',
      },
      { env: { DATABASE_URL: 'postgres://me:geheim123@host:port/%zz' } },
    );
  });

  test('is named by a service that no file holds', async () => {
    project = Project.alone({ ...twoRevisions, 'services.conf': '[other]\nhost=db\n' });
    await refuses(
      ['current'],
      {
        code: 'service-not-found',
        message: /^PGSERVICE names "nowhere", which is not a section of .*\/?services\.conf( or .+)?\.$/,
        hint: 'add a section [nowhere] there, or set DATABASE_URL',
      },
      { env: { PGSERVICE: 'nowhere', PGSERVICEFILE: project.path('services.conf') } },
    );
  });

  test('is not named, in CI: the embedded one never stands in by accident', async () => {
    project = Project.alone(twoRevisions);
    await refuses(
      ['upgrade'],
      {
        code: 'no-connection',
        message:
          'No server is named for ormconfig.js: its DataSource has no connection option, and neither DATABASE_URL nor PGHOST is set, and in CI the embedded server is used only on request.',
        hint: /^set DATABASE_URL=postgres:\/\//,
      },
      { env: { CI: 'true' } },
    );
  });
});

test('the embedded server has no room for its data', async () => {
  project = Project.alone({ ...twoRevisions, '.autogen': 'a file' });
  await refuses(['current'], {
    code: 'embedded-failed',
    message: /^The embedded PostgreSQL cannot keep its data in (?:.*\/)?\.autogen: EEXIST: .+\.$/,
    hint: /^let (?:.*\/)?\.autogen be a folder that can be written, or name a server: DATABASE_URL$/,
  });
});

describe('the database', () => {
  test.each([['check'], ['revision', '-m', 'x']])('is not at head, for %s', async (...args) => {
    project = await Project.onServer(twoRevisions);
    await project.autogen(['upgrade', '+1']);
    await refuses(args, {
      code: 'database-not-at-head',
      message: /^The database \(127\.0\.0\.1:\d+\/test_\w+\) is at aaaa1111, and the newest revision is bbbb2222\.$/,
      hint: 'autogen upgrade head',
    });
  });

  test.each([
    ['check'],
    ['revision', '-m', 'x'],
    ['upgrade'],
    ['upgrade', '--dry-run'],
    ['downgrade', '-1'],
    ['sql', 'current:head'],
    ['history', '-i'],
    ['stamp', '--accept'],
    ['stamp', '--accept', 'bbbb'],
  ])('is at a revision that has no file, for %s', async (...args) => {
    project = await Project.onServer(twoRevisions);
    await project.autogen(['upgrade']);
    project.remove('migrations/2_bbbb2222_posts.js');
    await refuses(args, {
      code: 'database-revision-unknown',
      message:
        /^The database .*is at revision bbbb2222 \(2_bbbb2222_posts\.js, applied on [-\d]+ [:\d]+ UTC by \w+ \(autogen\)\), which no file in the migrations folder contains(; to accept changes the log alone, and that is written in the version table)?\.$/,
      hint: 'get the file back from version control (another branch may have it); if it is gone for good: autogen stamp --purge aaaa1111',
    });
  });

  test('is at such a revision, and current says so', async () => {
    project = await Project.onServer(twoRevisions);
    await project.autogen(['upgrade']);
    project.remove('migrations/2_bbbb2222_posts.js');
    const hint =
      'get the file back from version control (another branch may have it); if it is gone for good: autogen stamp --purge aaaa1111';
    expect(await project.autogen(['current'])).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /^bbbb2222, no file contains it: 2_bbbb2222_posts\.js, applied on [-\d]+ [:\d]+ UTC by \w+ \(autogen\)\n$/,
      ),
      stderr: `${hint}\n`,
    });
    expect((await project.json(['current', '--check-heads'])).object).toMatchObject({
      error: { code: 'database-not-at-head', hint },
    });
  });

  test('is at such a revision, which the hint settles', async () => {
    project = await Project.onServer(twoRevisions);
    await project.autogen(['upgrade']);
    const before = await project.catalog();
    project.remove('migrations/2_bbbb2222_posts.js');
    expect((await project.autogen(['stamp', '--purge', 'aaaa1111'])).code).toBe(0);
    expect(await project.versions()).toEqual(['aaaa1111']);
    expect((await project.autogen(['upgrade', 'head'])).code).toBe(0);
    expect(await project.autogen(['current', '--check-heads'])).toMatchObject({ code: 0, stderr: '' });
    expect(await project.catalog()).toEqual(before);
  });

  test('is at such a revision, of which the log knows nothing, or which was the only one', async () => {
    project = await Project.onServer(twoRevisions);
    await project.autogen(['upgrade', '+1']);
    project.remove('migrations/1_aaaa1111_users.js');
    project.remove('migrations/2_bbbb2222_posts.js');
    project.write({ 'migrations/3.js': revision('cccc3333') });
    expect((await project.autogen(['current'])).stderr).toMatch(/: autogen stamp --purge base\n$/);
    await project.sql('DROP TABLE autogen_version_history');
    const { stdout, stderr } = await project.autogen(['current']);
    expect(stdout).toBe('aaaa1111, no file contains it\n');
    expect(stderr).toMatch(/: autogen stamp --purge cccc3333\n$/);
  });
});

describe('the revision files', () => {
  const broken = (files: Readonly<Record<string, string>>) => Project.onServer({ ...twoRevisions, ...files });

  test('have one id twice', async () => {
    project = await broken({ 'migrations/3_again.js': revision('bbbb2222', { down: 'aaaa1111' }) });
    await refuses(['upgrade'], {
      code: 'duplicate-revision',
      message: 'Revision bbbb2222 is in two files: migrations/2_bbbb2222_posts.js and migrations/3_again.js.',
      hint: 'give one of them another id, or delete it if it is a copy',
    });
  });

  test('follow a revision that does not exist', async () => {
    project = await broken({ 'migrations/3.js': revision('cccc3333', { down: 'dddd4444' }) });
    await refuses(['upgrade'], {
      code: 'unknown-down-revision',
      message: 'migrations/3.js follows revision dddd4444, which no file contains.',
      hint: 'get the file back from version control, or correct downRevision',
    });
  });

  test('follow each other in a circle', async () => {
    project = await broken({
      'migrations/3.js': revision('cccc3333', { down: 'dddd4444' }),
      'migrations/4.js': revision('dddd4444', { down: 'cccc3333' }),
    });
    await refuses(['history'], {
      code: 'revision-cycle',
      message:
        /^These revisions follow each other in a circle: (cccc3333 → dddd4444 → cccc3333|dddd4444 → cccc3333 → dddd4444) \(migrations\/[34]\.js, migrations\/[34]\.js\)\.$/,
      hint: 'correct downRevision or dependsOn in one of these files',
    });
  });

  test('have two heads, and a revision could follow either', async () => {
    project = await broken({ 'migrations/3.js': revision('cccc3333', { down: 'aaaa1111' }) });
    await refuses(['revision', '-m', 'x', '--empty'], {
      code: 'multiple-heads',
      message:
        "There are 2 heads, so the new revision's parent is not clear: bbbb2222 (migrations/2_bbbb2222_posts.js), cccc3333 (migrations/3.js).",
      hint: 'autogen merge, or name the parent: --head bbbb2222',
    });
    await refuses(['upgrade'], {
      code: 'multiple-heads',
      message: /^head could be any of 2 heads: /,
      hint: /^name one of them \(bbbb2222 or cccc3333\), take all of them with heads, or join them: autogen merge$/,
    });
  });

  test('have a syntax error: file and line', async () => {
    project = await broken({
      'migrations/2_bbbb2222_posts.js': `${twoRevisions['migrations/2_bbbb2222_posts.js']}\nlet = 5 5;\n`,
    });
    const line = twoRevisions['migrations/2_bbbb2222_posts.js'].split('\n').length + 1;
    await refuses(['upgrade'], {
      code: 'revision-throws',
      message: new RegExp(`^Loading migrations/2_bbbb2222_posts\\.js:${line} failed: SyntaxError: `),
      hint: `correct migrations/2_bbbb2222_posts.js:${line}`,
    });
    expect(await project.has('users')).toBe(false);
  });

  test('have a syntax error in TypeScript', async () => {
    project = await Project.onServer({
      ...typescript,
      'migrations/1.ts':
        "import { Revision } from 'typeorm-autogen';\n\nexport class One extends Revision {\n  revision = ;\n}\n",
    });
    await refuses(['upgrade'], {
      code: 'typescript-syntax',
      message: /^Syntax error at migrations\/1\.ts:4: Expression expected\b/,
      hint: 'correct line 4 of migrations/1.ts',
    });
  });

  test('depend on a revision that does not exist', async () => {
    project = await broken({ 'migrations/3.js': revision('cccc3333', { down: 'bbbb2222', dependsOn: ['dddd4444'] }) });
    await refuses(['upgrade'], {
      code: 'unknown-depends-on',
      message: 'migrations/3.js depends on dddd4444, which is neither a revision nor a branch label in any file.',
      hint: 'get the file back from version control, or correct dependsOn',
    });
  });

  test('have an id that is too long for the version table', async () => {
    const id = 'c'.repeat(256);
    project = await broken({ 'migrations/3.js': revision(id, { down: 'bbbb2222' }) });
    await refuses(['upgrade'], {
      code: 'invalid-revision-id',
      message: `The name ${id} in migrations/3.js is longer than 255 characters.`,
      hint: 'give it a shorter one',
    });
    expect(await project.has('users')).toBe(false);
  });

  test('throw when the class is made', async () => {
    project = await broken({
      'migrations/3.js': `const id = () => { throw new Error('boom'); };\n${revision('cccc3333').replace("'cccc3333';", 'id();')}`,
    });
    await refuses(['heads'], {
      code: 'revision-file-failed',
      message: 'migrations/3.js could not be loaded: boom',
      hint: 'correct the file; the stack is shown with --verbose',
    });
  });

  test('are a folder', async () => {
    project = await broken({ 'migrations/3.js/notes.txt': '' });
    await refuses(['heads'], {
      code: 'revision-file-unreadable',
      message: 'migrations/3.js cannot be read: EISDIR: illegal operation on a directory, read.',
      hint: 'move it out of the migrations folder',
    });
  });

  test('export no Revision', async () => {
    project = await broken({ 'migrations/3.js': 'exports.nothing = 1;\n' });
    await refuses(['upgrade'], {
      code: 'no-revision-in-file',
      message: 'migrations/3.js exports no Revision.',
      hint: 'export one class that extends Revision, or move the file out of the migrations folder',
    });
  });
});

describe('the target', () => {
  test('is unknown: the newest are listed', async () => {
    project = await Project.onServer(twoRevisions);
    for (const args of [
      ['upgrade', 'eeee5555'],
      ['downgrade', 'eeee5555'],
      ['show', 'eeee5555'],
    ]) {
      await refuses(args, {
        code: 'unknown-target',
        message:
          'No revision or branch label is "eeee5555". The newest: bbbb2222 (migrations/2_bbbb2222_posts.js), aaaa1111 (migrations/1_aaaa1111_users.js).',
        hint: 'autogen history',
      });
    }
  });

  test('is ambiguous: the candidates are listed', async () => {
    project = await Project.onServer({
      ...twoRevisions,
      'migrations/3.js': revision('bbbb2233', { down: 'bbbb2222' }),
    });
    await refuses(['upgrade', 'bbbb22'], {
      code: 'ambiguous-target',
      message: /^2 revisions begin with "bbbb22": bbbb22\d\d \(migrations\/.*\), bbbb22\d\d \(migrations\/.*\)\.$/,
      hint: 'write as much of the id as tells them apart: bbbb222 or bbbb223',
    });
  });

  test('is as short as one likes, where no other revision begins so', async () => {
    project = await Project.onServer(twoRevisions);
    expect(await project.autogen(['upgrade', 'b'])).toMatchObject({ code: 0 });
    expect(await project.versions()).toEqual(['bbbb2222']);
    expect((await project.autogen(['downgrade', 'aaa'])).code).toBe(0);
    expect(await project.versions()).toEqual(['aaaa1111']);
  });

  test('is too far: downgrade -5 with two applied undoes neither', async () => {
    project = await Project.onServer(twoRevisions);
    await project.autogen(['upgrade']);
    await refuses(['downgrade', '-5'], {
      code: 'walked-too-far',
      message: '-5 walks 5 revisions back from bbbb2222, but only 2 can be undone.',
      hint: 'base goes all the way back',
    });
    expect(await project.versions()).toEqual(['bbbb2222']);
  });
});

describe('the target, too,', () => {
  const forked = { ...twoRevisions, 'migrations/3.js': revision('cccc3333', { down: 'aaaa1111' }) };

  test('is counted past a fork', async () => {
    project = await Project.onServer(forked);
    await refuses(['upgrade', '+2'], {
      code: 'ambiguous-walk',
      message:
        '+2 cannot tell which way to go at aaaa1111: bbbb2222 (migrations/2_bbbb2222_posts.js), cccc3333 (migrations/3.js).',
      hint: 'name the revision itself, as in bbbb2222',
    });
    await refuses(['show', 'heads+1'], {
      code: 'ambiguous-walk',
      message:
        'heads+1 could start from any of 2 revisions: bbbb2222 (migrations/2_bbbb2222_posts.js), cccc3333 (migrations/3.js).',
      hint: 'name one of them, as in bbbb2222@heads+1',
    });
  });

  test('is not applied, and nothing leads back to it', async () => {
    project = await Project.onServer(twoRevisions);
    await project.autogen(['upgrade', '+1']);
    await refuses(['downgrade', 'bbbb2222'], {
      code: 'target-not-applied',
      message: 'Revision bbbb2222 is not applied, so nothing leads back to it.',
      hint: 'autogen upgrade bbbb2222',
    });
  });

  test('is no revision that could be shown', async () => {
    project = Project.alone(twoRevisions);
    await refuses(['show', 'base'], {
      code: 'nothing-to-show',
      message: 'base names no revision.',
      hint: 'autogen history',
    });
  });
});

describe('the migrations folder', () => {
  const alone = { 'ormconfig.js': config, 'entities/users.js': entity('users') };

  test('is missing', async () => {
    project = await Project.onServer(alone);
    await refuses(['revision', '-m', 'x'], {
      code: 'migrations-folder-missing',
      message: 'The migrations folder migrations does not exist.',
      hint: 'mkdir -p migrations',
    });
  });

  test('is a file', async () => {
    project = await Project.onServer({ ...alone, migrations: 'not a folder' });
    await refuses(['revision', '-m', 'x'], {
      code: 'migrations-folder-unreadable',
      message: 'The migrations folder migrations is not a folder.',
      hint: 'check its permissions, or name another folder in the settings (migrations)',
    });
  });

  test('cannot be written to', async () => {
    project = await Project.onServer(alone);
    // For root no permission binds: then a folder of the kernel's, in which nobody can make a file.
    if (process.getuid?.() === 0) symlinkSync('/proc/self/net', project.path('migrations'));
    else {
      mkdirSync(project.path('migrations'));
      chmodSync(project.path('migrations'), 0o555);
    }
    await refuses(['revision', '-m', 'x'], {
      code: 'revision-not-written',
      message: /^The revision cannot be written to migrations\/\S+_x\.ts: .+\.$/,
      hint: 'make the folder writable, then run the command again',
    });
  });
});

describe('the message', () => {
  const odd = `"it's" ../../etc/passwd \\ \`\${x}\` */ 🎉 ${'long '.repeat(40)}`;

  test('of any text makes one file inside the folder, which runs and is told again as it was given', async () => {
    project = await Project.onServer({ ...typescript, 'migrations/.keep': '' });
    const { code, stdout } = await project.autogen(['revision', '-m', odd]);
    expect(code).toBe(0);
    const [, name] = project.revisions();
    expect(stdout).toMatch(new RegExp(`^Wrote migrations/${name}\n`));
    expect(name).toMatch(/^[\w-]{1,120}\.ts$/);
    expect(readdirSync(project.root).sort()).toEqual([
      '.autogen',
      'entities',
      'migrations',
      'node_modules',
      'ormconfig.ts',
    ]);
    const upgraded = await project.autogen(['upgrade']);
    expect(upgraded.code).toBe(0);
    expect(upgraded.stderr).toMatch(/, "it's" \.\.\/\.\.\/etc\/passwd \\ `\$\{x\}` \*\/ 🎉 long long/);
    expect((await project.json(['history'])).object).toMatchObject({ revisions: [{ message: odd.trim() }] });
  });

  test('without a letter still makes a file', async () => {
    project = Project.alone(twoRevisions);
    const { code } = await project.autogen(['revision', '-m', '🎉', '--empty', '--rev-id', 'cccc3333']);
    expect(code).toBe(0);
    expect(project.revisions()).toContainEqual(expect.stringMatching(/^20[\d_]*-cccc3333\.ts$/));
    expect((await project.autogen(['history'])).stdout).toMatch(/^bbbb2222 -> cccc3333 \(head\), 🎉\n/);
  });

  test.each(['', '  ', ' \t\n\u00a0'])('of nothing but blanks, %j, is refused', async (message) => {
    project = Project.alone(twoRevisions);
    for (const more of [[], ['--empty'], ['--dry-run']]) {
      await refuses(['revision', '-m', message, ...more], {
        code: 'message-missing',
        message: 'The message of the revision is empty: it becomes its name, and what reviewers read first.',
        hint: 'say what it is about, as in: autogen revision -m "add votes table"',
      });
    }
  });

  test.each(['../x', "x'y", 'é'])('an id that is no word, %s, is refused', async (id) => {
    project = Project.alone(twoRevisions);
    await refuses(['revision', '-m', 'x', '--empty', '--rev-id', id], {
      code: 'invalid-revision-id',
      message: `${JSON.stringify(id)} cannot be the id of a revision.`,
      hint: 'use letters, digits and underscores: autogen revision --rev-id add_votes',
    });
  });

  test.each(['head', 'a b', 'x@y', '-1', 'bbbb2222'])('an id that means something else, %s, is refused', async (id) => {
    project = Project.alone(twoRevisions);
    await refuses(['revision', '-m', 'x', '--empty', '--rev-id', id], {
      code: id === 'bbbb2222' ? 'duplicate-revision' : 'invalid-revision-id',
      message: new RegExp(
        id === 'bbbb2222' ? '^Revision bbbb2222 is in two files: ' : `^"${id}" in .* cannot be a revision id`,
      ),
      hint: /\S/,
    });
  });
});

describe('names', () => {
  const longest = `n${'ü'.repeat(31)}`;

  test('that need quotes, are reserved, are in mixed case or have 63 bytes go the whole way', async () => {
    const columns = {
      select: "{ type: 'text' }",
      mixedCase: "{ type: 'integer', nullable: true }",
      'with "quotes" and \'more\'': "{ type: 'text' }",
      'semi;colon--': "{ type: 'text' }",
      [longest]: "{ type: 'text' }",
    };
    expect(Buffer.byteLength(longest)).toBe(63);
    project = await Project.onServer({
      'ormconfig.js': config,
      'entities/a.js': entity('order', columns),
      'entities/b.js': entity('Mixed "Case"', columns),
      'migrations/.keep': '',
    });
    const written = await project.autogen(['revision', '-m', 'odd']);
    expect(written.code).toBe(0);
    expect(written.stdout).toContain('  + table public."Mixed ""Case""" ');
    expect((await project.autogen(['upgrade'])).code).toBe(0);
    expect((await project.autogen(['check'])).code).toBe(0);

    project.write({
      'entities/a.js': entity('order', {
        ...columns,
        'with "quotes" and \'more\'': "{ type: 'varchar' }",
        other: "{ type: 'text' }",
      }),
    });
    const { 'semi;colon--': _gone, ...rest } = columns;
    project.write({ 'entities/b.js': entity('Mixed "Case"', { ...rest, 'new name': "{ type: 'text' }" }) });
    const asked = await project.autogen(['revision', '-m', 'x']);
    expect(asked.code).toBe(2);
    const flag = /^ {4}--rename '(.*)'$/m.exec(asked.stdout)?.[1];
    expect(flag).toBe('column:public."Mixed ""Case"""."semi;colon--"="new name"');
    expect((await project.autogen(['revision', '-m', 'x', '--rename', flag!])).code).toBe(0);
    expect((await project.autogen(['upgrade'])).code).toBe(0);
    expect((await project.autogen(['check'])).code).toBe(0);
    expect((await project.autogen(['downgrade', 'base'])).code).toBe(0);
  }, 120_000);

  test("of more than 63 bytes are PostgreSQL's to cut, and still in sync", async () => {
    project = await Project.onServer({
      'ormconfig.js': config,
      'entities/a.js': entity('t', { [`${'x'.repeat(70)}`]: "{ type: 'text' }" }),
      'migrations/.keep': '',
    });
    expect((await project.autogen(['revision', '-m', 'long'])).code).toBe(0);
    expect((await project.autogen(['upgrade'])).code).toBe(0);
    expect(await project.autogen(['check'])).toMatchObject({ code: 0 });
  });
});
