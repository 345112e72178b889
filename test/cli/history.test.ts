/** The log of what ran: `history --log`, what `check`, `current` and `upgrade` say of it, and `stamp --accept`. */

import { existsSync } from 'node:fs';
import { Project } from './command';
import { config, entity, revision, twoRevisions } from './files';

let project: Project;
afterEach(() => project.end());

const USERS = 'migrations/1_aaaa1111_users.js';
const POSTS = 'migrations/2_bbbb2222_posts.js';
const TIME = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC`;

/** Two revisions, applied. */
async function upgraded(files: Readonly<Record<string, string>> = twoRevisions): Promise<void> {
  project = await Project.onServer(files);
  expect((await project.autogen(['upgrade'])).code).toBe(0);
}

/** The second revision does something else now: the entities still agree with the database. */
const edited = () => project.read(POSTS).replace("op.dropTable('posts')", "op.execute('SELECT 1')");

const error = async (...args: readonly string[]) => {
  const { code, object } = await project.json(args);
  const { error } = object as { error: { code: string; message: string; hint: string } };
  return { exit: code, ...error };
};

const log = (columns: string) =>
  project.connected(async (client) => {
    const { rows } = await client.query<{ line: string }>(
      `SELECT concat_ws(' ', ${columns}) AS line FROM autogen_version_history ORDER BY id`,
    );
    return rows.map(({ line }) => line);
  });

test('history --log prints what ran, newest first', async () => {
  await upgraded({
    ...twoRevisions,
    'migrations/3_cccc3333.js': revision('cccc3333', { down: 'bbbb2222', upgrade: "op.execute('SELECT 1 / 0');" }),
  }).catch(() => undefined);
  await project.autogen(['stamp', 'head']);
  const { code, stdout, stderr } = await project.autogen(['history', '--log']);
  const by = `by ${project.database?.user} \\(autogen\\)`;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(
    new RegExp(
      `^${TIME} upgrade cccc3333 stamped ${by}\n` +
        `${TIME} upgrade cccc3333 failed in \\d+ ms ${by}\n  22012: division by zero\n` +
        `${TIME} upgrade bbbb2222 done in \\d+ ms ${by}\n` +
        `${TIME} upgrade aaaa1111 done in \\d+ ms ${by}\n$`,
    ),
  );
  expect((await project.autogen(['history', '--log', '-r', ':aaaa', '-v'])).stdout).toMatch(
    new RegExp(
      `^${TIME} upgrade aaaa1111 done .*\n  file: 1_aaaa1111_users.js\n  checksum: [0-9a-f]{64}\n  checksum of the file: [0-9a-f]{64}\n$`,
    ),
  );
  expect(await project.json(['history', '--log'])).toMatchObject({
    code: 0,
    object: {
      ok: true,
      log: [
        { revision: 'cccc3333', direction: 'upgrade', outcome: 'stamped', file: '3_cccc3333.js' },
        { revision: 'cccc3333', outcome: 'failed', code: '22012', message: 'division by zero' },
        {
          ...{ revision: 'bbbb2222', outcome: 'done', role: project.database?.user, application: 'autogen' },
          ...{ startedAt: expect.stringMatching(/Z$/), milliseconds: expect.any(Number) },
          ...{ file: '2_bbbb2222_posts.js', checksum: expect.any(String), fileChecksum: expect.any(String) },
        },
        { revision: 'aaaa1111', outcome: 'done' },
      ],
    },
  });
});

test('history --log of a new database is empty, and makes nothing', async () => {
  project = await Project.onServer(twoRevisions);
  expect(await project.autogen(['history', '--log'])).toEqual({ code: 0, stdout: '', stderr: 'The log is empty.\n' });
  expect(await project.has('autogen_version_history')).toBe(false);
  expect(await error('history', '--log', '-i')).toEqual({
    ...{ exit: 1, code: 'contradictory-options' },
    message: 'The log is no list of revisions: --indicate-current has no place in it.',
    hint: 'autogen history --log, or: autogen history --indicate-current',
  });
});

describe('an applied revision that has changed', () => {
  const message = () =>
    new RegExp(
      `^Revision bbbb2222 in ${POSTS} does something else now; it was applied on ${TIME} by ${project.database?.user} \\(autogen\\)\\.$`,
    );
  const hint = 'let the file say again what has run, or accept it as it is: autogen stamp --accept bbbb2222';

  test('is drift for check, and told by current and upgrade, which goes on', async () => {
    await upgraded();
    project.write({ [POSTS]: edited() });
    const check = await project.autogen(['check']);
    expect({ code: check.code, stderr: check.stderr }).toEqual({ code: 2, stderr: '' });
    const [title, what, how] = check.stdout.trimEnd().split('\n');
    expect(title).toBe('Applied revisions are no longer what ran:');
    expect(what?.replace(/^! /, '')).toMatch(message());
    expect(how).toBe(`    ${hint}`);
    expect(await project.json(['check'])).toMatchObject({
      code: 2,
      object: {
        ...{ ok: true, inSync: false, differences: [], questions: [], cannotTell: [] },
        altered: [
          {
            ...{ revision: 'bbbb2222', how: 'changed', file: project.path(POSTS) },
            ...{ appliedBy: project.database?.user, application: 'autogen', appliedAt: expect.stringMatching(/Z$/) },
            ...{ message: expect.any(String), hint },
          },
        ],
      },
    });

    const current = await project.autogen(['current']);
    expect({ code: current.code, stderr: current.stderr }).toEqual({ code: 0, stderr: '' });
    expect(current.stdout.split('\n')).toEqual([
      'bbbb2222 (head), create posts',
      expect.stringMatching(/^! Revision bbbb2222 in migrations\/2_bbbb2222_posts\.js does something else now; /),
      `    ${hint}`,
      '',
    ]);
    expect((await project.json(['current'])).object).toMatchObject({ altered: [{ revision: 'bbbb2222' }] });

    project.write({ 'migrations/3_cccc3333.js': revision('cccc3333', { down: 'bbbb2222' }) });
    const upgrade = await project.autogen(['upgrade']);
    expect({ code: upgrade.code, stdout: upgrade.stdout }).toEqual({
      code: 0,
      stdout: 'Upgraded 1 revision: the database is at cccc3333.\n',
    });
    const [said, advice, running] = upgrade.stderr.split('\n');
    expect(said).toMatch(message());
    expect(advice).toBe(`hint: ${hint}`);
    expect(running).toBe('Running upgrade bbbb2222 -> cccc3333, do cccc3333');
    expect((await project.json(['upgrade'])).object).toMatchObject({
      ...{ ok: true, revisions: [] },
      altered: [{ revision: 'bbbb2222', how: 'changed' }],
    });
    // The revisions alone know nothing of what ran here.
    expect(await project.json(['check', '--against', 'migrations'])).toMatchObject({ object: { altered: [] } });
  });

  test('is settled by stamp --accept, which changes the log alone', async () => {
    await upgraded();
    project.write({ [POSTS]: edited() });
    const before = await project.catalog();
    expect(await project.autogen(['stamp', '--accept', 'bbbb'])).toEqual({
      code: 0,
      stdout: `Accepted: bbbb2222 (${POSTS}) as it is now; nothing was run.\n`,
      stderr: '',
    });
    expect(await project.autogen(['check'])).toEqual({
      code: 0,
      stdout: 'In sync: the entities and the database agree.\n',
      stderr: '',
    });
    expect((await project.autogen(['current'])).stdout).toBe('bbbb2222 (head), create posts\n');
    expect((await project.autogen(['upgrade'])).stderr).toBe('');
    expect(await project.catalog()).toEqual(before);
    expect(await project.versions()).toEqual(['bbbb2222']);
    expect(await log('revision, direction, outcome')).toEqual([
      ...['aaaa1111 upgrade done', 'bbbb2222 upgrade done', 'bbbb2222 upgrade accepted'],
    ]);
    // What was accepted is what counts from now on, and when it was applied is not forgotten.
    project.write({ [POSTS]: edited().replace('SELECT 1', 'SELECT 2') });
    await project.sql(`UPDATE autogen_version_history SET started_at = '2020-01-02 03:04:05Z' WHERE outcome = 'done'`);
    const { stdout } = await project.autogen(['current']);
    expect(stdout).toContain('it was applied on 2020-01-02 03:04:05 UTC by ');
  });

  test('is not reported for its layout, its comments, or for being compiled', async () => {
    const source = `import { Revision, sql, type, type Operations } from 'typeorm-autogen';

export class Raaaa1111795186980000 extends Revision {
  readonly revision = 'aaaa1111';
  readonly downRevision = null;
  readonly branchLabels: readonly string[] = [];
  readonly dependsOn: readonly string[] = [];

  upgrade(op: Operations): void {
    op.execute(sql\`CREATE TYPE state AS ENUM (\${'it’s'})\`);
    // what follows is commented
    op.createTable('things', { columns: { state: { type: type('state', { array: true }), default: sql\`'{}'\` } } });
  }

  downgrade(op: Operations): void {
    op.dropTable('things');
    op.execute('DROP TYPE state');
  }
}
`;
    await upgraded({ 'ormconfig.js': config, 'migrations/1_aaaa1111.ts': source });
    project.write({ 'migrations/1_aaaa1111.ts': source.replaceAll('\n', '\r\n').replace('commented', 'said') });
    expect((await project.json(['current'])).object).toMatchObject({ atHead: true, altered: [] });
    project.remove('migrations/1_aaaa1111.ts');
    project.write({
      'migrations/1_aaaa1111.js': `"use strict";
const typeorm_autogen_1 = require("typeorm-autogen");
class Raaaa1111795186980000 extends typeorm_autogen_1.Revision {
    revision = 'aaaa1111';
    downRevision = null;
    branchLabels = [];
    dependsOn = [];
    upgrade(op) {
        op.execute((0, typeorm_autogen_1.sql)\`CREATE TYPE state AS ENUM (\${'it’s'})\`);
        op.createTable('things', { columns: { state: { type: (0, typeorm_autogen_1.type)('state', { array: true }), default: (0, typeorm_autogen_1.sql)\`'{}'\` } } });
    }
    downgrade(op) { op.dropTable('things'); op.execute('DROP TYPE state'); }
}
exports.Raaaa1111795186980000 = Raaaa1111795186980000;
`,
    });
    expect((await project.json(['current'])).object).toMatchObject({ atHead: true, altered: [] });
    project.write({
      'migrations/1_aaaa1111.js': project.read('migrations/1_aaaa1111.js').replace('{ array: true }', ''),
    });
    expect((await project.json(['current'])).object).toMatchObject({ altered: [{ revision: 'aaaa1111' }] });
  });

  test('is not reported once it is undone, or where the log says that it never was', async () => {
    await upgraded();
    await project.autogen(['downgrade', '-1']);
    project.write({ [POSTS]: edited() });
    expect((await project.json(['current'])).object).toMatchObject({ altered: [] });
    // Applied before there was a log: nobody knows.
    await project.autogen(['upgrade']);
    await project.sql(`DELETE FROM autogen_version_history WHERE revision = 'aaaa1111'`);
    project.write({ [USERS]: project.read(USERS).replace("'users'", "'people'") });
    expect((await project.json(['current'])).object).toMatchObject({ altered: [] });
  });

  test('is not loaded where its text is the same', async () => {
    await upgraded();
    const spy = { 'spy.js': "require('node:fs').appendFileSync(__dirname + '/loaded.txt', 'x');" };
    project.write({ ...spy, [POSTS]: `require('../spy.js');\n${project.read(POSTS)}` });
    await project.autogen(['stamp', '--accept']).catch(() => undefined);
    await project.sql('DELETE FROM autogen_version_history', 'DELETE FROM autogen_version');
    await project.autogen(['stamp', 'head']);
    project.write({ 'loaded.txt': '' });
    await project.autogen(['current']);
    await project.autogen(['upgrade']);
    expect(project.read('loaded.txt')).toBe('');
    project.write({ [POSTS]: `${project.read(POSTS)}\n` });
    await project.autogen(['current']);
    expect(project.read('loaded.txt')).toBe('x');
  });

  test('that cannot be loaded any more has changed, and stops nobody', async () => {
    await upgraded();
    project.write({ [POSTS]: `${project.read(POSTS)}\nrequire('./gone');\n` });
    const { code, stderr } = await project.autogen(['upgrade']);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^Revision bbbb2222 in migrations\/2_bbbb2222_posts\.js cannot be loaded any more; /);
  });
});

describe('an applied revision that has disappeared', () => {
  /** The first one is gone, and the second one follows nothing. */
  async function withoutUsers(): Promise<void> {
    await upgraded();
    project.remove(USERS);
    project.write({ [POSTS]: project.read(POSTS).replace('downRevision = "aaaa1111"', 'downRevision = null') });
  }

  test('is told with the file that it had, until that is accepted', async () => {
    await withoutUsers();
    expect((await project.autogen(['check'])).code).toBe(2);
    expect((await project.autogen(['current'])).stdout.split('\n')).toEqual([
      'bbbb2222 (head), create posts',
      expect.stringMatching(
        new RegExp(
          `^! No file contains revision aaaa1111 \\(1_aaaa1111_users\\.js\\) any more; it was applied on ${TIME} by ${project.database?.user} \\(autogen\\)\\.$`,
        ),
      ),
      '    get the file back, or accept that it is gone: autogen stamp --accept aaaa1111',
      '',
    ]);
    expect(await project.json(['upgrade'])).toMatchObject({
      code: 0,
      object: { altered: [{ revision: 'aaaa1111', how: 'disappeared', file: '1_aaaa1111_users.js' }] },
    });
    expect(await project.json(['stamp', '--accept'])).toMatchObject({
      code: 0,
      object: { ok: true, accepted: [{ revision: 'aaaa1111' }] },
    });
    expect((await project.autogen(['check'])).code).toBe(0);
    expect((await project.autogen(['upgrade'])).stderr).toBe('');
    expect(await project.versions()).toEqual(['bbbb2222']);
  });

  test('is not told where the database is at one without a file: that comes first', async () => {
    await upgraded();
    project.remove(USERS);
    project.remove(POSTS);
    expect((await project.json(['current'])).object).toMatchObject({
      ...{
        current: [{ revision: 'bbbb2222', message: expect.stringMatching(/^no file contains it: 2_bbbb/) }],
        altered: [],
      },
    });
    expect(await error('stamp', '--accept')).toMatchObject({ exit: 1, code: 'database-revision-unknown' });
  });

  test('was undone before it went: nothing to tell', async () => {
    await upgraded();
    await project.autogen(['downgrade', '-1']);
    project.remove(POSTS);
    expect((await project.json(['current'])).object).toMatchObject({ altered: [] });
  });

  test('is forgotten by stamp --purge', async () => {
    await withoutUsers();
    await project.autogen(['stamp', '--purge', 'head']);
    expect((await project.json(['current'])).object).toMatchObject({ altered: [] });
  });

  test("of TypeORM's own is told as long as TypeORM calls it applied", async () => {
    const plain = `exports.Plain1795186980000 = class Plain1795186980000 {
  async up(runner) { await runner.query('CREATE TABLE plain ()'); }
  async down(runner) { await runner.query('DROP TABLE plain'); }
};
`;
    await upgraded({ 'ormconfig.js': config, 'migrations/0_plain.js': plain });
    // Nobody can tell what it does: a change is not reported.
    project.write({ 'migrations/0_plain.js': plain.replace('CREATE TABLE plain ()', 'CREATE TABLE plain (id int)') });
    expect((await project.json(['current'])).object).toMatchObject({ atHead: true, altered: [] });
    project.remove('migrations/0_plain.js');
    expect((await project.json(['current'])).object).toMatchObject({
      altered: [{ revision: 'Plain1795186980000', how: 'disappeared', file: '0_plain.js' }],
    });
    await project.sql("DELETE FROM migrations WHERE name = 'Plain1795186980000'");
    expect((await project.json(['current'])).object).toMatchObject({ altered: [] });
  });
});

describe('stamp --accept', () => {
  test('without anything to accept is an error', async () => {
    await upgraded();
    expect(await error('stamp', '--accept')).toEqual({
      ...{ exit: 1, code: 'nothing-to-accept', hint: 'autogen current' },
      message: 'No applied revision has changed or disappeared: there is nothing to accept.',
    });
    project.write({ [POSTS]: edited() });
    expect(await error('stamp', '--accept', 'aaaa')).toEqual({
      ...{ exit: 1, code: 'nothing-to-accept', hint: 'autogen current' },
      message: 'No applied revision aaaa has changed or disappeared: there is nothing to accept.',
    });
    expect(await log('outcome')).toEqual(['done', 'done']);
  });

  test('takes what is reported only, and all of it where nothing is named', async () => {
    await upgraded({
      'ormconfig.js': config,
      'migrations/1.js': revision('aaaa1111'),
      'migrations/2.js': revision('aaaa2222', { down: 'aaaa1111' }),
    });
    for (const [name, id, down] of [
      ['migrations/1.js', 'aaaa1111', null],
      ['migrations/2.js', 'aaaa2222', 'aaaa1111'],
    ] as const) {
      project.write({ [name]: revision(id, { down, upgrade: "op.execute('SELECT 1');" }) });
    }
    expect(await error('stamp', '--accept', 'aaaa')).toEqual({
      ...{ exit: 1, code: 'ambiguous-revision', hint: 'autogen stamp --accept aaaa1111' },
      message: 'aaaa may mean aaaa1111 or aaaa2222.',
    });
    expect((await project.autogen(['stamp', '--accept'])).stdout).toBe(
      'Accepted: aaaa1111 (migrations/1.js) as it is now; nothing was run.\n' +
        'Accepted: aaaa2222 (migrations/2.js) as it is now; nothing was run.\n',
    );
    expect(await log('revision, outcome')).toEqual([
      ...['aaaa1111 done', 'aaaa2222 done', 'aaaa1111 accepted', 'aaaa2222 accepted'],
    ]);
  });

  test('does not go with --purge', async () => {
    await upgraded();
    expect(await error('stamp', '--accept', '--purge')).toEqual({
      ...{ exit: 1, code: 'contradictory-options', hint: 'autogen stamp --accept, or: autogen stamp --purge head' },
      message: '--accept changes no row of the version table, which --purge erases.',
    });
  });
});

test('current tells of a revision that is half done, and how to finish it', async () => {
  const files = {
    'ormconfig.js': config,
    'migrations/1.js': revision('aaaa1111', {
      upgrade: "op.createTable('a', { columns: { id: { type: 'integer' } } });",
    }),
    'migrations/2.js': revision('bbbb2222', {
      down: 'aaaa1111',
      upgrade: `op.addColumn('a', 'name', { type: 'text' });
    op.createIndex('UQ_a', { table: 'a', columns: ['id'], unique: true, concurrently: true });`,
    }).replace('  dependsOn = [];', '  dependsOn = [];\n  transaction = false;'),
  };
  project = await Project.onServer(files);
  await project.autogen(['upgrade', '+1']);
  await project.sql('INSERT INTO a VALUES (1), (1)');
  expect((await project.autogen(['upgrade'])).code).toBe(1);
  expect((await project.autogen(['current'])).stdout).toBe(
    'aaaa1111, do aaaa1111\n! Half done: 1 operation of the upgrade of bbbb2222 (migrations/2.js) has run.\n    finish it: autogen upgrade bbbb2222\n',
  );
  expect((await project.json(['current'])).object).toMatchObject({
    halfDone: {
      ...{ revision: 'bbbb2222', file: project.path('migrations/2.js'), direction: 'upgrade', finished: 1 },
      command: 'autogen upgrade bbbb2222',
    },
  });
  // Looking changes nothing, and the command that it names does what it says.
  await project.sql('DELETE FROM a');
  expect((await project.autogen(['upgrade', 'bbbb2222'])).code).toBe(0);
  expect((await project.autogen(['current'])).stdout).toBe('bbbb2222 (head), do bbbb2222\n');
  expect(await log('revision, outcome, code')).toEqual(['aaaa1111 done', 'bbbb2222 failed 23505', 'bbbb2222 done']);
});

test('of two thousand applied revisions that are as they were, none is loaded, and two queries are asked', async () => {
  const revisions = Array.from({ length: 2_000 }, (_, index) => {
    const [id, down] = [index, index - 1].map((place) => `a${String(place).padStart(7, '0')}`) as [string, string];
    const text = revision(id, { down: index === 0 ? null : down, upgrade: "op.execute('SELECT 1');" });
    return [`migrations/${id}.js`, `require('../spy.js');\n${text}`] as const;
  });
  project = await Project.onServer({
    ...{ 'ormconfig.js': config, 'entities/users.js': entity('users'), ...Object.fromEntries(revisions) },
    'spy.js': "process.env.LOADED && require('node:fs').appendFileSync(process.env.LOADED, 'x');",
    // Loaded before the command: writes down each statement.
    'statements.js': `const { Client } = require('pg');
const { query } = Client.prototype;
Client.prototype.query = function (...args) {
  require('node:fs').appendFileSync(process.env.STATEMENTS, String(args[0]).replaceAll('\\n', ' ') + '\\n');
  return query.apply(this, args);
};
`,
  });
  const env = {
    NODE_OPTIONS: `--require ${project.path('statements.js')}`,
    ...{ STATEMENTS: project.path('statements.txt'), LOADED: project.path('loaded.txt') },
  };
  expect((await project.autogen(['stamp', 'head'])).code).toBe(0);
  expect(await log('count(*) OVER ()')).toHaveLength(2_000);
  const started = performance.now();
  const { code, stdout, stderr } = await project.autogen(['upgrade'], { env });
  const whole = performance.now() - started;
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: 'Nothing to upgrade: the database is at a0001999.\n',
    stderr: '',
  });
  const asked = project.read('statements.txt').split('\n');
  expect(asked.filter((statement) => statement.includes('_history'))).toHaveLength(1);
  expect(asked.length).toBeLessThan(20);
  expect(existsSync(project.path('loaded.txt'))).toBe(false);
  process.stdout.write(`a no-op upgrade of 2,000 applied revisions: ${Math.round(whole)} ms\n`);
});

test('the log is no part of what is compared', async () => {
  await upgraded({ ...twoRevisions, 'entities/users.js': entity('users') });
  expect(await project.has('autogen_version_history')).toBe(true);
  expect((await project.json(['check'])).object).toMatchObject({ inSync: true, unmanaged: [] });
});
