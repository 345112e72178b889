/** `autogen adopt`: databases that TypeORM's migrations or `synchronize` made. */

import { execFileSync } from 'node:child_process';
import { Client } from 'pg';
import { readCatalog } from '../catalog';
import { plainEnvironment } from '../process';
import { testServer } from '../server';
import { Project, urlOf } from './command';
import { config, entity, revision } from './files';
import { inTerminal } from './terminal';

let project: Project;
afterEach(() => project.end());

const KEYS = { users: 'PK_a3ffb1c0c8416b9fc6f907b7433', posts: 'PK_2829ac61eff60fcec60d7274b9e' };

const blog = {
  'ormconfig.js': config,
  'entities/users.js': entity('users'),
  'entities/posts.js': entity('posts', { title: "{ type: 'text', default: 'none' }" }),
  'migrations/.gitkeep': '',
};

/** One of TypeORM's own, in statements. */
const migration = (name: string, up: string, down: string) => ({
  [`migrations/${name}.js`]: `exports.${name} = class ${name} {
  name = '${name}';
  async up(queryRunner) { await queryRunner.query(${JSON.stringify(up)}); }
  async down(queryRunner) { await queryRunner.query(${JSON.stringify(down)}); }
};
`,
});
const table = (name: keyof typeof KEYS, columns = '') =>
  `CREATE TABLE ${name} (id SERIAL NOT NULL${columns}, CONSTRAINT "${KEYS[name]}" PRIMARY KEY (id))`;
const users = migration('Users1700000000000', table('users'), 'DROP TABLE users');
const posts = migration(
  'Posts1700000001000',
  table('posts', ", title text NOT NULL DEFAULT 'none'"),
  'DROP TABLE posts',
);

/** Lets TypeORM itself do something to the project's database. */
function typeorm(work: string, migrations = "[__dirname + '/migrations/*.js']"): void {
  const script = `const { default: source } = require('./ormconfig.js');
    source.setOptions({ url: process.env.DATABASE_URL, migrations: ${migrations.replaceAll('__dirname', 'process.cwd()')} });
    source.initialize().then(async () => { await (${work}); await source.destroy(); });`;
  execFileSync(process.execPath, ['-e', script], {
    cwd: project.root,
    env: plainEnvironment({ DATABASE_URL: project.url! }),
  });
}
const synchronize = () => typeorm('source.synchronize()', '[]');
const migrate = () => typeorm('source.runMigrations()');

/** After it: everything agrees, and a fresh database comes to the same. */
async function expectAdopted(): Promise<void> {
  expect(await project.autogen(['check'])).toMatchObject({ code: 0 });
  await expectFreshAlike();
  expect(await project.autogen(['check', '--against', 'migrations'])).toMatchObject({ code: 0 });
  expect((await project.autogen(['revision', '-m', 'nothing'])).stdout).toMatch(/^Nothing has changed/);
  const { code, object } = await project.json(['adopt']);
  expect({ code, object }).toMatchObject({ code: 0, object: { outcome: 'adopted', drift: [] } });
}

async function expectFreshAlike(): Promise<void> {
  const server = await testServer();
  const fresh = await server.createDatabase();
  expect(await project.autogen(['upgrade', 'head'], { env: { DATABASE_URL: urlOf(fresh) } })).toMatchObject({
    code: 0,
  });
  const client = new Client(fresh);
  await client.connect();
  const books = { ignoreTables: ['autogen_version', 'autogen_version_history', 'migrations'] };
  const made = await readCatalog(client, books);
  await client.end();
  await server.dropDatabase(fresh);
  expect(made).toEqual(await project.connected((own) => readCatalog(own, books)));
}

const error = async (...args: readonly string[]) => {
  const { code, object } = await project.json(args);
  const { error } = object as { error: { code: string; message: string; hint: string } };
  const short = (text: string) =>
    text.replaceAll(`${project.root}/`, '').replaceAll(/\([\w.]+:\d+\/\w+\)/g, '(server)');
  return { exit: code, code: error.code, message: short(error.message), hint: short(error.hint) };
};

/** Without what every database has another one of. */
const said = async (...args: readonly string[]) => {
  const { code, stdout, stderr } = await project.autogen(args);
  return {
    code,
    stderr,
    stdout: stdout
      .replaceAll(/\([\w.]+:\d+\/\w+\)/g, '(server)')
      .replaceAll(/\d{4}_\d\d_\d\d_\w+?_baseline/g, '…_baseline'),
  };
};

describe('a database that synchronize made', () => {
  beforeEach(async () => {
    project = await Project.onServer(blog);
    synchronize();
  });

  test('gets a baseline, and is stamped only when somebody says so', async () => {
    const { code, stdout } = await said('adopt');
    expect(code).toBe(2);
    expect(stdout).toMatch(/^Wrote migrations\/.*_baseline\.ts\n/);
    expect(stdout).toContain('  + table public.posts (2 columns, sequence, primary key)\n');
    expect(stdout).toContain('Proved on a throw-away server: it makes what this database has.\n');
    expect(stdout).toMatch(/autogen adopt --stamp\n$/);
    expect(await project.has('autogen_version')).toBe(false);
    expect(project.revisions()).toHaveLength(2);

    const again = await project.json(['adopt']);
    expect(again).toMatchObject({ code: 2, object: { outcome: 'unstamped', applied: [] } });
    expect(await project.has('autogen_version')).toBe(false);
    const { pending } = again.object as { pending: string[] };
    expect((await said('adopt')).stdout).toBe(
      `The database (server) is at <base>, and has what ${pending[0]} makes as well.\nWrite that down, and run nothing: autogen adopt --stamp\n`,
    );

    expect(await said('adopt', '--stamp')).toEqual({
      code: 0,
      stdout: `Stamped: <base> -> ${pending[0]}; nothing was run.\n`,
      stderr: '',
    });
    expect(await project.versions()).toEqual(pending);
    await expectAdopted();
    project.write({ 'entities/users.js': entity('users', { name: "{ type: 'text', nullable: true }" }) });
    expect(await project.autogen(['revision', '-m', 'names'])).toMatchObject({ code: 0 });
    expect(await project.autogen(['upgrade'])).toMatchObject({ code: 0 });
    await expectAdopted();
  });

  test('gets both at once with --stamp', async () => {
    const { code, object } = await project.json(['adopt', '--stamp', '-m', 'as it was', '--rev-id', 'aaaa1111']);
    expect({ code, object }).toMatchObject({
      code: 0,
      object: { outcome: 'stamped', revision: 'aaaa1111', stamped: { before: [], after: ['aaaa1111'] } },
    });
    expect(project.revisions()).toEqual(['.gitkeep', expect.stringMatching(/-aaaa1111_as_it_was\.ts$/)]);
    await expectAdopted();
    expect((await project.json(['history', '--log'])).object).toMatchObject({
      log: [{ revision: 'aaaa1111', outcome: 'stamped', checksum: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    });
  });

  test('and differs from the entities by now: the baseline is the database, the rest a revision', async () => {
    await project.sql('ALTER TABLE posts ADD note text', 'CREATE INDEX by_hand ON posts (title)');
    project.write({ 'entities/users.js': entity('users', { name: "{ type: 'text', nullable: true }" }) });
    const { code, stdout } = await project.autogen(['adopt', '--stamp']);
    expect(code).toBe(0);
    expect(stdout).toContain('  + column public.users.name\n');
    await expectFreshAlike();
    expect(await project.json(['check'])).toMatchObject({ code: 2 });
    const drop = ['--drop', 'posts.note'];
    expect(await project.autogen(['revision', '-m', 'the rest', ...drop])).toMatchObject({ code: 0 });
    expect(await project.autogen(['upgrade'])).toMatchObject({ code: 0 });
    await expectAdopted();
  });

  test('asks at a terminal', async () => {
    const { code, stdout } = await inTerminal(project, ['adopt'], [{ when: /run nothing\?/, keys: 'y' }]);
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringMatching(/Wrote .*Stamped: <base> -> /s) });
    await expectAdopted();
  });

  test('stays unstamped where the person says no', async () => {
    const { code } = await inTerminal(project, ['adopt'], [{ when: /run nothing\?/, keys: '\r' }]);
    expect(code).toBe(2);
    expect(await project.has('autogen_version')).toBe(false);
  });

  test('and has the files of migrations that never ran: they are stamped', async () => {
    project.write({ ...users, ...posts });
    expect(await project.json(['adopt'])).toMatchObject({
      code: 2,
      object: { outcome: 'unstamped', pending: ['Users1700000000000', 'Posts1700000001000'] },
    });
    expect(await project.has('migrations')).toBe(false);
    expect(await project.autogen(['adopt', '--stamp'])).toMatchObject({ code: 0 });
    await expectAdopted();
    migrate();
  });

  test('and has migrations that only change what synchronize made: a baseline must take their place', async () => {
    project.write(migration('Late1700000000000', 'ALTER TABLE posts ADD late text', 'ALTER TABLE posts DROP late'));
    expect(await error('adopt')).toEqual({
      exit: 1,
      code: 'replay-failed',
      message: expect.stringContaining('relation "posts" does not exist'),
      hint: 'if they do not build an empty database, move them out of the migrations folder, and let a baseline take their place: autogen adopt',
    });
  });
});

describe("a database that TypeORM's migrations made", () => {
  beforeEach(async () => {
    project = await Project.onServer({ ...blog, ...users, ...posts });
  });

  test('is adopted as it is', async () => {
    migrate();
    expect(await said('adopt')).toEqual({
      code: 0,
      stderr: '',
      stdout:
        'Adopted: the database (server) is at Posts1700000001000, and has what the revisions make.\nIn sync: the entities and the database agree.\n',
    });
    await expectAdopted();
    project.write({ 'entities/users.js': entity('users', { name: "{ type: 'text', nullable: true }" }) });
    const { code, stdout } = await said('adopt');
    expect({ code, stdout }).toMatchObject({ code: 2, stdout: expect.stringContaining('+ column public.users.name') });
    expect(await project.autogen(['revision', '-m', 'names'])).toMatchObject({ code: 0 });
    expect(await project.autogen(['upgrade'])).toMatchObject({ code: 0 });
    await expectAdopted();
  });

  test('but not all have run: the rest is pending', async () => {
    typeorm('source.runMigrations()', "[__dirname + '/migrations/Users1700000000000.js']");
    expect(await said('adopt')).toEqual({
      code: 0,
      stderr: '',
      stdout:
        'Adopted: the database (server) has what the revision Users1700000000000 makes.\n1 more is pending, Posts1700000001000: autogen upgrade head\n',
    });
    expect(await project.autogen(['upgrade', 'head'])).toMatchObject({ code: 0 });
    await expectAdopted();
  });

  test('of which some were faked: the comparison shows it, and nothing is stamped', async () => {
    typeorm('source.runMigrations()', "[__dirname + '/migrations/Users1700000000000.js']");
    typeorm('source.runMigrations({ fake: true })');
    const { code, stdout } = await said('adopt');
    expect(code).toBe(2);
    expect(stdout).toBe(
      [
        'The database (server) is at Posts1700000001000, and has something else than what 2 revisions make; nothing was written:',
        '  - table public.posts (2 columns, sequence, primary key)',
        'If the database is right, write the difference as a revision that it has already: autogen adopt --stamp',
        'If the revisions are right, this leads back to them: autogen diff --from database --to migrations --sql',
        'The entities and the database differ:',
        '  + table public.posts (2 columns, sequence, primary key)',
        'Write it as a revision: autogen revision -m "…"',
        '',
      ].join('\n'),
    );
    expect(project.revisions()).toHaveLength(3);
    const { stdout: script } = await project.autogen(['diff', '--from', 'database', '--to', 'migrations', '--sql']);
    await project.sql(script);
    await expectAdopted();
  });

  test('and people changed by hand, as the entities want it: a revision that this database has', async () => {
    migrate();
    await project.sql('ALTER TABLE users ADD name text');
    project.write({ 'entities/users.js': entity('users', { name: "{ type: 'text', nullable: true }" }) });
    const { code, object } = await project.json(['adopt']);
    expect({ code, object }).toMatchObject({
      code: 2,
      object: {
        outcome: 'differs',
        check: { inSync: true },
        drift: [{ change: 'create', kind: 'column', name: 'public.users.name' }],
      },
    });
    expect(project.revisions()).toHaveLength(3);
    expect(await project.autogen(['adopt', '--stamp', '-m', 'by hand'])).toMatchObject({ code: 0 });
    expect(project.revisions()).toHaveLength(4);
    await expectAdopted();
  });

  test('and people changed by hand, with a rename in it: a person settles it', async () => {
    migrate();
    await project.sql('ALTER TABLE posts RENAME title TO headline');
    project.write({ 'entities/posts.js': entity('posts', { headline: "{ type: 'text', default: 'none' }" }) });
    expect(await error('adopt', '--stamp')).toEqual({
      exit: 1,
      code: 'adoption-undecided',
      message:
        'Between what the revisions make and this database lies a rename or a conversion that only a person can settle; nothing was written.',
      hint: 'autogen revision --against migrations -m "…" asks about it; then run: autogen adopt --stamp',
    });
    expect(project.revisions()).toHaveLength(3);
    const answer = ['--rename', 'posts.title=headline'];
    expect(await project.autogen(['revision', '--against', 'migrations', '-m', 'x', ...answer])).toMatchObject({
      code: 0,
    });
    expect(await project.autogen(['adopt', '--stamp'])).toMatchObject({ code: 0 });
    await expectAdopted();
  });

  test('from files that are deleted since: they are named, and a baseline takes their place', async () => {
    migrate();
    for (const name of ['Users1700000000000', 'Posts1700000001000']) project.remove(`migrations/${name}.js`);
    const { stdout } = await said('adopt', '--stamp');
    expect(stdout).toMatch(
      /^! 2 rows of TypeORM's table have no file, and are left as they are: Users1700000000000, Posts1700000001000\nWrote /,
    );
    await expectAdopted();
    const rows = await project.connected((client) =>
      client.query<{ name: string }>('SELECT name FROM migrations ORDER BY id'),
    );
    expect(rows.rows.map(({ name }) => name)).toEqual([
      'Users1700000000000',
      'Posts1700000001000',
      expect.stringMatching(/^Baseline\d{13}$/),
    ]);
  });
});

test('a baseline that does not make what is there is said so, and nothing is stamped', async () => {
  // What it covers depends on what is in the folder: the baseline is proved by another rule than it was written by.
  const changing = `const { readdirSync } = require('node:fs');
exports.autogen = { includeObject: ({ table }) => table !== 'posts' || readdirSync(__dirname + '/migrations').length > 1 };
`;
  project = await Project.onServer({ ...blog, 'ormconfig.js': `${config}${changing}` });
  synchronize();
  expect(await error('adopt', '--stamp')).toEqual({
    exit: 1,
    code: 'baseline-differs',
    message: expect.stringMatching(
      /^The revision in migrations\/\S+_baseline\.ts was written, and what it makes of an empty database differs from this one in (one place|\d+ places), beginning with the table public\.posts\.$/,
    ),
    hint: 'correct the file, then run: autogen adopt',
  });
  expect(await project.has('autogen_version')).toBe(false);
});

describe('there is nothing to adopt', () => {
  test.each([
    ['without revisions', blog, 'autogen revision -m "first revision"'],
    ['with revisions', { ...blog, ...users, ...posts }, 'autogen upgrade head'],
  ])('in an empty database, %s', async (_case, files, hint) => {
    project = await Project.onServer(files);
    await project.sql('CREATE TABLE stranger (note text)');
    expect(await error('adopt', '--stamp')).toEqual({
      exit: 1,
      code: 'nothing-to-adopt',
      message:
        'The database (server) has no history, and nothing that the entities describe: there is nothing to adopt.',
      hint,
    });
  });
});

test('several heads leave open what a new revision follows', async () => {
  const [a, b] = [revision('aaaa1111', { upgrade: "op.execute('SELECT 1')" }), revision('bbbb1111')];
  project = await Project.onServer({ ...blog, 'migrations/1.js': a, 'migrations/2.js': b });
  await project.autogen(['stamp', 'heads']);
  synchronize();
  expect(await project.json(['adopt'])).toMatchObject({ code: 2, object: { outcome: 'differs' } });
  expect(await error('adopt', '--stamp')).toMatchObject({ exit: 1, code: 'multiple-heads' });
});

test('revisions that never ran here and make something else are told of', async () => {
  project = await Project.onServer({ ...blog, ...users });
  synchronize();
  const { code, stdout } = await said('adopt', '--stamp');
  expect({ code, stdout }).toEqual({
    code: 2,
    stdout: [
      'The database (server) is at <base>, and has something else than what the revision Users1700000000000 makes; nothing was written:',
      '  + table public.posts (2 columns, sequence, primary key)',
      'If they have run here all the same: autogen stamp heads, then: autogen adopt',
      'If the revisions are right, this leads back to them: autogen diff --from database --to migrations --sql',
      '',
    ].join('\n'),
  });
});
