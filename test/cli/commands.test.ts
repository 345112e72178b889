/** Every command on a real server: what it prints where, its exit code, and what it changed. */

import { readdirSync } from 'node:fs';
import { Project } from './command';
import { config, entity, revision, twoRevisions, typescript } from './files';

let project: Project;
afterEach(() => project.end());

describe('the whole way', () => {
  test('revision, upgrade, check, history, current, heads, show and downgrade of a TypeScript project', async () => {
    project = await Project.onServer(typescript);
    const init = await project.autogen(['init']);
    expect(init).toEqual({
      code: 0,
      stdout:
        '  + migrations\n  + .gitignore\nThe configuration is ormconfig.ts; revisions go to migrations.\nNext: autogen revision -m "first revision"\n',
      stderr: '',
    });
    expect(project.read('.gitignore')).toBe('.autogen/\n');

    const written = await project.autogen(['revision', '-m', 'create posts', '--rev-id', 'aaaa1111']);
    const [file] = project.revisions();
    expect(file).toMatch(/^20\d\d_\d\d_\d\d_\d{4}-aaaa1111_create_posts\.ts$/);
    expect(written).toEqual({
      code: 0,
      stdout: `Wrote migrations/${file}\n  + table public.posts (2 columns, sequence, primary key)\nProved on a throw-away server: up, down and up again; the entities agree.\nReview it, then run: autogen upgrade head\n`,
      stderr: '',
    });
    expect(project.read(`migrations/${file}`)).toContain("op.createTable('posts', {");

    expect(await project.autogen(['upgrade'])).toEqual({
      code: 0,
      stdout: 'Upgraded 1 revision: the database is at aaaa1111.\n',
      stderr: 'Running upgrade <base> -> aaaa1111, create posts\n',
    });
    expect(await project.versions()).toEqual(['aaaa1111']);
    expect(await project.has('posts')).toBe(true);

    const check = { code: 0, stdout: 'In sync: the entities and the database agree.\n', stderr: '' };
    expect(await project.autogen(['check'])).toEqual(check);

    project.write({
      'entities/post.ts': typescript['entities/post.ts'].replace(
        '  @Column()\n',
        '  @Column({ nullable: true })\n  body: string;\n\n  @Column({ length: 200 })\n',
      ),
    });
    expect(await project.autogen(['check'])).toEqual({
      code: 2,
      stdout:
        'The entities and the database differ:\n' +
        '  + column public.posts.body\n' +
        '  ~ column public.posts.title: type varchar → varchar(200)\n' +
        'Write it as a revision: autogen revision -m "…"\n',
      stderr: '',
    });
    const second = await project.autogen(['revision', '-m', 'longer titles', '--rev-id', 'bbbb2222']);
    expect(second.stdout).toMatch(
      /^Wrote migrations\/.*-bbbb2222_longer_titles\.ts\n {2}\+ column public\.posts\.body\n/,
    );
    expect(second.code).toBe(0);
    expect((await project.autogen(['upgrade', 'head'])).stderr).toBe(
      'Running upgrade aaaa1111 -> bbbb2222, longer titles\n',
    );
    expect(await project.autogen(['check'])).toEqual(check);

    expect(await project.autogen(['history'])).toEqual({
      code: 0,
      stdout: 'aaaa1111 -> bbbb2222 (head), longer titles\n<base> -> aaaa1111, create posts\n',
      stderr: '',
    });
    const head = 'bbbb2222 (head), longer titles\n';
    expect(await project.autogen(['current'])).toEqual({ code: 0, stdout: head, stderr: '' });
    expect(await project.autogen(['heads'])).toEqual({ code: 0, stdout: head, stderr: '' });

    const shown = await project.autogen(['show', 'head']);
    expect(shown.stdout).toMatch(
      /^Rev: bbbb2222 \(head\)\nParent: aaaa1111\nPath: migrations\/.*\.ts\nCreate date: 20.* UTC\nMessage: longer titles\n\nimport \{/,
    );
    expect((await project.autogen(['show', 'bbbb', '--sql'])).stdout).toMatch(
      /^-- Rev: bbbb2222 \(head\)\n[\s\S]*\n-- upgrade bbbb2222\nALTER TABLE [\s\S]*\n-- downgrade bbbb2222\nALTER TABLE /,
    );

    expect(await project.autogen(['downgrade', '-1'])).toEqual({
      code: 0,
      stdout: 'Downgraded 1 revision: the database is at aaaa1111.\n',
      stderr: 'Running downgrade bbbb2222 -> aaaa1111, longer titles\n',
    });
    expect(await project.autogen(['downgrade', 'base'])).toMatchObject({
      code: 0,
      stdout: 'Downgraded 1 revision: the database is at <base>.\n',
    });
    expect(await project.has('posts')).toBe(false);
  }, 120_000);
});

describe('init', () => {
  test('makes a configuration that works, where there is none', async () => {
    project = await Project.onServer({});
    expect(await project.autogen(['init'])).toEqual({
      code: 0,
      stdout:
        '  + ormconfig.ts\n  + entities\n  + migrations\n  + .gitignore\n' +
        'The configuration is ormconfig.ts; revisions go to migrations.\n' +
        'Next: put your entities into entities, then run: autogen revision -m "first revision"\n',
      stderr: '',
    });
    expect(await project.autogen(['heads'])).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'No file matches the entities "entities/*.{ts,js}".\nThere are no revisions.\n',
    });
  });

  test('keeps what is of autogen alone beside package.json, where the configuration is in src/', async () => {
    project = await Project.onServer({
      'package.json': '{"name":"sample"}',
      'src/data-source.ts': typescript['ormconfig.ts'],
      'src/entities/post.ts': typescript['entities/post.ts'],
    });
    expect(await project.autogen(['init'])).toEqual({
      code: 0,
      stdout:
        '  + src/migrations\n  + .gitignore\nThe configuration is src/data-source.ts; revisions go to src/migrations.\nNext: autogen revision -m "first revision"\n',
      stderr: '',
    });
    expect(project.read('.gitignore')).toBe('.autogen/\n');
    expect(readdirSync(project.path('.autogen')).sort()).toEqual(['.gitignore', expect.stringMatching(/^cache-/)]);
    expect(readdirSync(project.path('src')).sort()).toEqual(['data-source.ts', 'entities', 'migrations']);
  });

  test('adds a line to a .gitignore that is there, and says which', async () => {
    project = await Project.onServer({ ...twoRevisions, '.gitignore': 'dist' });
    expect(await project.autogen(['init'])).toEqual({
      code: 0,
      stdout:
        '  ~ .gitignore: .autogen/\nThe configuration is ormconfig.js; revisions go to migrations.\nNext: autogen revision -m "first revision"\n',
      stderr: '',
    });
    expect(project.read('.gitignore')).toBe('dist\n.autogen/\n');
  });

  test('overwrites nothing, and says so when run again', async () => {
    project = await Project.onServer({ ...twoRevisions, '.gitignore': 'dist\n/.autogen/' });
    const before = project.files();
    expect(await project.autogen(['init'])).toEqual({
      code: 0,
      stdout: 'Everything is in place: ormconfig.js, migrations.\n',
      stderr: '',
    });
    expect(project.files()).toEqual(before);
  });
});

describe('revision', () => {
  test('with nothing changed writes nothing', async () => {
    project = await Project.onServer(twoRevisions);
    await project.autogen(['upgrade']);
    const before = project.files();
    expect(await project.autogen(['revision', '-m', 'nothing'])).toEqual({
      code: 0,
      stdout: 'Nothing has changed: no revision was written.\n',
      stderr: '',
    });
    expect(project.files()).toEqual(before);
  });

  test('--empty writes a blank one, and needs no database', async () => {
    project = Project.alone(twoRevisions);
    const { code, stdout } = await project.autogen(['revision', '-m', 'fill in', '--empty', '--rev-id', 'cccc3333']);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^Wrote migrations\/.*-cccc3333_fill_in\.ts\nIt is empty: fill in upgrade and downgrade, then run: autogen upgrade head\n$/,
    );
    const text = project.read(`migrations/${project.revisions().find((name) => name.includes('cccc3333'))}`);
    expect(text).toContain("readonly downRevision = 'bbbb2222';");
  });

  test('--dry-run shows the file and writes none', async () => {
    project = await Project.onServer({
      'ormconfig.js': config,
      'entities/users.js': entity('users'),
      'migrations/.keep': '',
    });
    const before = project.files();
    const { code, stdout } = await project.autogen(['revision', '-m', 'try', '--dry-run', '--rev-id', 'aaaa1111']);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^Would write migrations\/.*-aaaa1111_try\.ts\n {2}\+ table public\.users \(.*\)\n\nimport \{ Revision, type Operations \}/,
    );
    expect(project.files()).toEqual(before);
    expect(await project.has('users')).toBe(false);
  });

  test('--against migrations needs no server at all', async () => {
    project = Project.alone({ ...twoRevisions, 'entities/tags.js': entity('tags') });
    const { code, stdout, stderr } = await project.autogen(['revision', '-m', 'tags', '--against', 'migrations'], {
      env: { DATABASE_URL: 'postgres://nobody:x@127.0.0.1:1/nothing' },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Wrote migrations\/.*_tags\.ts\n {2}\+ table public\.tags /);
  });

  test('marks what destroys data, in words', async () => {
    project = await Project.onServer(twoRevisions);
    await project.autogen(['upgrade']);
    project.write({ 'entities/posts.js': entity('posts') });
    const { code, stdout } = await project.autogen(['revision', '-m', 'no titles']);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /\n {2}- column public\.posts\.title\n {2}! DESTRUCTIVE drops the column posts\.title and its values\nProved .*\nReview it/,
    );
  });
});

describe('a question', () => {
  const renamed = { 'entities/posts.js': entity('posts', { headline: "{ type: 'text' }" }) };
  const flags = ['--rename column:public.posts.title=headline', '--drop column:public.posts.title'];
  const sentence =
    '? Column public.posts.title is gone from the entities; public.posts.headline is new with the same type. Renamed, or dropped and created?\n';

  beforeEach(async () => {
    project = await Project.onServer(twoRevisions);
    await project.autogen(['upgrade']);
    await project.sql("INSERT INTO posts (title) VALUES ('kept')");
    project.write(renamed);
  });

  test('ends revision with exit 2 and the flags that answer it; nothing is written', async () => {
    const before = project.files();
    expect(await project.autogen(['revision', '-m', 'x'])).toEqual({
      code: 2,
      stdout: `One question is open; nothing was written.\n${sentence}    ${flags[0]}\n    ${flags[1]}\nAnswer with one flag for each, behind the same command.\n`,
      stderr: '',
    });
    expect(project.files()).toEqual(before);
  });

  test('is printed by check too', async () => {
    const { code, stdout } = await project.autogen(['check']);
    expect({ code, stdout }).toEqual({
      code: 2,
      stdout: `The entities and the database differ:\n${sentence}    ${flags[0]}\n    ${flags[1]}\nWrite it as a revision, with one flag for each question: autogen revision -m "…"\n`,
    });
  });

  test.each([
    ['the flag as printed', flags[0]!],
    ['a short form', '--rename posts.title=headline'],
    ['the shortest form', '--rename title=headline'],
  ])('is answered by %s: the rename keeps the rows', async (_form, flag) => {
    const { code, stdout } = await project.autogen(['revision', '-m', 'x', ...flag.split(' ')]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/\n {2}> column public\.posts\.title → public\.posts\.headline\nProved .*\nReview it/);
    expect(stdout).not.toContain('DESTRUCTIVE');
    expect((await project.autogen(['upgrade'])).code).toBe(0);
    const rows = await project.connected(async (client) => (await client.query('SELECT headline FROM posts')).rows);
    expect(rows).toEqual([{ headline: 'kept' }]);
    expect((await project.autogen(['check'])).code).toBe(0);
  });

  test('is answered by --drop', async () => {
    const drop = ['revision', '-m', 'x', ...flags[1]!.split(' ')];
    // There is a row, which the new column has no value for.
    const asked = await project.autogen(drop);
    expect({ ...asked, stdout: asked.stdout.match(/--\S+/g) }).toMatchObject({
      code: 2,
      stdout: ['--backfill', '--by-hand'],
    });
    const { code, stdout } = await project.autogen([...drop, '--by-hand', 'headline']);
    expect(code).toBe(0);
    expect(stdout).toContain('  - column public.posts.title\n  + column public.posts.headline\n');
    expect(stdout).toContain('! DESTRUCTIVE drops the column posts.title and its values');
  });

  test.each([
    ['--rename', 'title=subtitle'],
    ['--drop', 'posts.nothing'],
    ['--keep', 'table:public.nothing'],
  ])('%s %s answers nothing: exit 2, and the flags that would', async (flag, text) => {
    const before = project.files();
    expect(await project.autogen(['revision', '-m', 'x', flag, text])).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: ${flag} ${text} answers nothing: no object of that name is lost and found.\ncode: unknown-answer\nhint: the open questions are answered by: ${flags.join('  ')}\n`,
    });
    expect(project.files()).toEqual(before);
  });

  test('an answer that means two things is refused with both', async () => {
    project.write({ 'entities/users.js': entity('users', { headline: "{ type: 'text' }" }) });
    await project.sql('ALTER TABLE users ADD title text');
    const { code, stderr } = await project.autogen(['revision', '-m', 'x', '--rename', 'title=headline']);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^error: --rename title=headline could mean column:public\.(posts|users)\.title or column:public\.(posts|users)\.title\.\ncode: ambiguous-answer\nhint: write the whole name: /,
    );
  });
});

describe('a label that is gone from an enum', () => {
  const status = (...labels: readonly string[]) =>
    entity('posts', {
      title: "{ type: 'text' }",
      status: `{ type: 'enum', enum: ${JSON.stringify(labels)}, default: ${JSON.stringify(labels[0])} }`,
    });
  const lost = 'enum:public.posts_status_enum.draft';
  const flags = [`--map-enum ${lost}=fresh`, `--map-enum '${lost}="on air"'`, `--drop ${lost}`];
  const sentence =
    '? Label public.posts_status_enum.draft of an enum is gone from the entities; fresh is new. Renamed, replaced by another one in all rows, or dropped, so that the upgrade fails where a row has it?\n';
  const ways = flags.map((flag) => `    ${flag}\n`).join('');

  beforeEach(async () => {
    project = await Project.onServer(twoRevisions);
    await project.autogen(['upgrade']);
    project.write({ 'entities/posts.js': status('draft', 'on air') });
    await project.autogen(['revision', '-m', 'a status']);
    await project.autogen(['upgrade']);
    await project.sql("INSERT INTO posts (title) VALUES ('kept')");
    project.write({ 'entities/posts.js': status('fresh', 'on air') });
  });
  const statuses = () =>
    project.connected(async (client) => (await client.query('SELECT status::text FROM posts')).rows);

  test('is a question of revision, which writes nothing without an answer', async () => {
    const before = project.files();
    expect(await project.autogen(['revision', '-m', 'x'])).toMatchObject({
      code: 2,
      stdout: `One question is open; nothing was written.\n${sentence}${ways}Answer with one flag for each, behind the same command.\n`,
    });
    expect(project.files()).toEqual(before);
  });

  test('of many is asked about with the likeliest flags only', async () => {
    project.write({ 'entities/posts.js': status('fresh', ...'abceghijkl') });
    const { stdout } = await project.autogen(['revision', '-m', 'x', '--map-enum', 'on air=a']);
    const lines = stdout.split('\n').filter((line) => line.startsWith('    '));
    expect(lines).toEqual([
      `    ${flags[0]}`,
      ...[...'bceghi'].map((label) => `    --map-enum ${lost}=${label}`),
      '    or another one of 4 labels in the same way',
      `    --drop ${lost}`,
    ]);
  });

  test('is a difference and a question of check, in JSON too', async () => {
    const { code, object } = await project.json(['check']);
    expect({ code, object }).toMatchObject({
      code: 2,
      object: {
        inSync: false,
        differences: expect.arrayContaining([
          {
            ...{ change: 'alter', kind: 'enum', name: 'public.posts_status_enum', trait: 'labels' },
            ...{ from: 'draft, on air', to: 'fresh, on air' },
          },
        ]),
        questions: [
          {
            lostValue: lost,
            candidates: ['fresh'],
            others: ['on air'],
            answers: [
              { option: 'mapEnum', value: `${lost}=fresh` },
              { option: 'mapEnum', value: `${lost}="on air"` },
              { option: 'drop', value: lost },
            ],
            flags,
          },
        ],
      },
    });
  });

  test.each([
    ['as printed', lost],
    ['in short', 'posts_status_enum.draft'],
  ])('gets another name by --map-enum %s, there and back', async (_how, name) => {
    const { code, stdout } = await project.autogen(['revision', '-m', 'x', '--map-enum', `${name}=fresh`]);
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.not.stringContaining('! ') });
    expect(stdout).not.toContain('default');
    expect((await project.autogen(['upgrade'])).code).toBe(0);
    expect(await statuses()).toEqual([{ status: 'fresh' }]);
    expect((await project.autogen(['check'])).code).toBe(0);
    expect((await project.autogen(['downgrade', '-1'])).code).toBe(0);
    expect(await statuses()).toEqual([{ status: 'draft' }]);
  });

  test('becomes another label in all rows by --map-enum, in the file by name, and says so', async () => {
    project.write({ 'entities/posts.js': status('on air') });
    const { code, stdout } = await project.autogen(['revision', '-m', 'x', '--map-enum', 'draft=on air']);
    expect(code).toBe(0);
    expect(stdout).toContain("! LOSSY makes 'on air' of 'draft' in posts.status\n");
    const written = project.revisions().map((name) => project.read(`migrations/${name}`));
    expect(written.filter((text) => text.includes("map: { draft: 'on air' }"))).toHaveLength(1);
    expect((await project.autogen(['upgrade'])).code).toBe(0);
    expect(await statuses()).toEqual([{ status: 'on air' }]);
    expect((await project.autogen(['check'])).code).toBe(0);
  });

  test('is dropped by --drop: a row that has it stops the upgrade', async () => {
    project.write({ 'entities/posts.js': status('on air') });
    const { code, stdout } = await project.autogen(['revision', '-m', 'x', '--drop', lost]);
    expect(code).toBe(0);
    expect(stdout).toContain('! FAILS-ON-ROWS');
    const { code: failed, stderr } = await project.autogen(['upgrade']);
    expect({ failed, stderr }).toMatchObject({ failed: 1, stderr: expect.stringContaining('"draft"') });
    expect(await statuses()).toEqual([{ status: 'draft' }]);
    await project.sql('DELETE FROM posts');
    expect((await project.autogen(['upgrade'])).code).toBe(0);
    expect((await project.autogen(['check'])).code).toBe(0);
  });
});

describe('a change of type without a conversion', () => {
  const sentence =
    '? Column public.posts.day changes its type from integer to date, and PostgreSQL has no conversion. Converted by an expression, dropped and created without its values, or changed by hand?\n';
  const ways = [
    "    --using 'column:public.posts.day=…'\n",
    '    --drop column:public.posts.day\n',
    '    or by hand: autogen revision --empty -m "…"\n',
  ].join('');

  beforeEach(async () => {
    project = await Project.onServer(twoRevisions);
    await project.autogen(['upgrade']);
    const withDay = (type: string) => ({
      'entities/posts.js': entity('posts', { title: "{ type: 'text' }", day: `{ type: '${type}', nullable: true }` }),
    });
    project.write(withDay('integer'));
    await project.autogen(['revision', '-m', 'day']);
    await project.autogen(['upgrade']);
    await project.sql("INSERT INTO posts (title, day) VALUES ('x', 20200229)");
    project.write(withDay('date'));
  });

  const days = () =>
    project.connected(async (client) => (await client.query('SELECT day::text AS day FROM posts')).rows);

  test('ends revision with exit 2 and the three ways out; nothing is written', async () => {
    const before = project.files();
    expect(await project.autogen(['revision', '-m', 'x'])).toEqual({
      code: 2,
      stdout: `One question is open; nothing was written.\n${sentence}${ways}Answer with one flag for each, behind the same command.\n`,
      stderr: '',
    });
    expect(project.files()).toEqual(before);
  });

  test('is a difference and a question of check', async () => {
    const { code, stdout } = await project.autogen(['check']);
    expect({ code, stdout }).toEqual({
      code: 2,
      stdout: `The entities and the database differ:\n  ~ column public.posts.day: type integer → date\n${sentence}${ways}Write it as a revision, with one flag for each question: autogen revision -m "…"\n`,
    });
  });

  test('--using converts the values', async () => {
    const using = "posts.day=to_date(day::text, 'YYYYMMDD')";
    const { code, stdout } = await project.autogen(['revision', '-m', 'x', '--using', using]);
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.not.stringContaining('DESTRUCTIVE') });
    expect((await project.autogen(['upgrade'])).code).toBe(0);
    expect(await days()).toEqual([{ day: '2020-02-29' }]);
    expect((await project.autogen(['check'])).code).toBe(0);
  });

  test('--drop drops them, and says so', async () => {
    const { code, stdout } = await project.autogen(['revision', '-m', 'x', '--drop', 'posts.day']);
    expect(code).toBe(0);
    expect(stdout).toContain('! DESTRUCTIVE drops the column posts.day and its values');
    expect((await project.autogen(['upgrade'])).code).toBe(0);
    expect(await days()).toEqual([{ day: null }]);
    expect((await project.autogen(['check'])).code).toBe(0);
  });

  test('an answer that answers nothing names those that would', async () => {
    expect(await project.autogen(['revision', '-m', 'x', '--using', 'title=1'])).toEqual({
      code: 2,
      stdout: '',
      stderr:
        "error: --using title=1 answers nothing: no object of that name has values to convert.\ncode: unknown-answer\nhint: the open questions are answered by: --using 'column:public.posts.day=…'  --drop column:public.posts.day\n",
    });
  });
});

describe('a table that has lost its entity', () => {
  beforeEach(async () => {
    project = await Project.onServer(twoRevisions);
    await project.autogen(['upgrade']);
    project.remove('entities/posts.js');
  });

  test('is a question, and nothing of it is listed as dropped', async () => {
    const { code, stdout } = await project.autogen(['check']);
    expect(code).toBe(2);
    expect(stdout).toBe(
      'The entities and the database differ:\n' +
        '? Table public.posts is gone from the entities. Dropped, or kept as it is?\n' +
        '    --drop table:public.posts\n    --keep table:public.posts\n' +
        'Write it as a revision, with one flag for each question: autogen revision -m "…"\n',
    );
  });

  test('--keep says which line remembers it, and the line works', async () => {
    expect(await project.autogen(['revision', '-m', 'x', '--keep', 'posts'])).toEqual({
      code: 0,
      stdout:
        'Nothing has changed: no revision was written.\n' +
        "To keep this for good, put it into the settings beside the DataSource (export const autogen): keep: ['table:public.posts']\n",
      stderr: '',
    });
    project.write({ 'ormconfig.js': `${config}exports.autogen = { keep: ['table:posts'] };\n` });
    expect((await project.autogen(['check'])).code).toBe(0);
  });

  test('--drop is marked as destructive', async () => {
    const { code, stdout } = await project.autogen(['revision', '-m', 'x', '--drop', 'table:public.posts']);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /\n {2}- table public\.posts \(2 columns, sequence, primary key\)\n {2}! DESTRUCTIVE drops the table posts and all its rows\n/,
    );
  });
});

describe('a table to keep whose name needs quotes', () => {
  const odd = 'Order "Items"';
  const flags = [
    `--drop 'table:public."MixedCase"'`,
    `--keep 'table:public."MixedCase"'`,
    `--drop 'table:public."Order ""Items"""'`,
    `--keep 'table:public."Order ""Items"""'`,
  ].join('  ');
  const inSettings = `['table:public."MixedCase"', 'table:public."Order ""Items"""']`;

  beforeEach(async () => {
    project = await Project.onServer({
      'ormconfig.js': config,
      'entities/users.js': entity('users', { MixedCase: "{ type: 'text' }" }),
      'entities/mixed.js': entity('MixedCase'),
      'entities/odd.js': entity(odd),
      'migrations/.keep': '',
    });
    await project.autogen(['revision', '-m', 'first']);
    await project.autogen(['upgrade']);
    project.remove('entities/mixed.js');
    project.remove('entities/odd.js');
  });

  test.each([
    ['in full', 'table:public."MixedCase"', 'table:public."Order ""Items"""'],
    ['without the kind', 'public."MixedCase"', '"public"."Order ""Items"""'],
    ['in short', '"MixedCase"', 'table:"Order ""Items"""'],
    ['as a shell leaves it', 'MixedCase', '"Order ""Items"""'],
  ])('is kept by a flag and by the settings %s', async (_form, mixed, other) => {
    expect(await project.autogen(['revision', '-m', 'x', '--keep', mixed, '--keep', other])).toEqual({
      code: 0,
      stdout:
        'Nothing has changed: no revision was written.\n' +
        `To keep this for good, put it into the settings beside the DataSource (export const autogen): keep: ${inSettings}\n`,
      stderr: '',
    });
    project.write({ 'ormconfig.js': `${config}exports.autogen = { keep: ${JSON.stringify([mixed, other])} };\n` });
    expect(await project.autogen(['check'])).toMatchObject({ code: 0, stderr: '' });
  });

  test('is kept by the line that is printed, as it stands', async () => {
    project.write({ 'ormconfig.js': `${config}exports.autogen = { keep: ${inSettings} };\n` });
    expect(await project.autogen(['check'])).toMatchObject({ code: 0, stderr: '' });
  });

  test.each([
    '"mixedcase"',
    'table:public."Mixed"',
    'table:app."MixedCase"',
    'column:public."MixedCase"',
    '"MixedCase',
  ])('is not %s: exit 2, and the flags that would do', async (name) => {
    expect(await project.autogen(['revision', '-m', 'x', '--keep', name])).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: --keep ${name} answers nothing: no object of that name is lost and found.\ncode: unknown-answer\nhint: the open questions are answered by: ${flags}\n`,
    });
  });

  test('keeps no column of that name', async () => {
    project.write({ 'entities/users.js': entity('users') });
    const keep = ['--keep', 'MixedCase', '--keep', '"Order ""Items"""'];
    const { code, stdout } = await project.autogen(['revision', '-m', 'x', ...keep]);
    expect(code).toBe(0);
    expect(stdout).toContain('\n  - column public.users."MixedCase"\n');
  });

  test('has to be named in full where revisions made two of that name, and not where one is unmanaged', async () => {
    const second = entity('MixedCase').replace('name: "MixedCase"', 'name: "Second", schema: "app"');
    await project.sql('CREATE SCHEMA app', 'CREATE TABLE app."MixedCase" (id integer)');
    const flags = ['--keep', '"MixedCase"', '--drop', '"Order ""Items"""'];
    expect(await project.autogen(['revision', '-m', 'x', ...flags, '--dry-run'])).toMatchObject({ code: 0 });

    await project.sql('DROP TABLE app."MixedCase"');
    project.write({ 'entities/mixed.js': entity('MixedCase'), 'entities/second.js': second });
    await project.autogen(['revision', '-m', 'second', '--drop', '"Order ""Items"""']);
    await project.autogen(['upgrade']);
    project.remove('entities/mixed.js');
    project.remove('entities/second.js');
    const meanings = 'table:app."MixedCase" or table:public."MixedCase"';
    expect(await project.autogen(['revision', '-m', 'x', '--keep', '"MixedCase"'])).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: --keep "MixedCase" could mean ${meanings}.\ncode: ambiguous-answer\nhint: write the whole name: --keep 'table:app."MixedCase"' or --keep 'table:public."MixedCase"'\n`,
    });
    project.write({ 'ormconfig.js': `${config}exports.autogen = { keep: ['"MixedCase"'] };\n` });
    expect(await project.autogen(['check'])).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: The setting \`keep\` with "MixedCase" could mean ${meanings}.\ncode: ambiguous-answer\nhint: write the whole name: ${meanings}\n`,
    });
  });
});

describe('check', () => {
  test('lists unmanaged tables, which are no failure', async () => {
    project = await Project.onServer(twoRevisions);
    await project.autogen(['upgrade']);
    await project.sql('CREATE TABLE legacy (id integer)');
    expect(await project.autogen(['check'])).toEqual({
      code: 0,
      stdout:
        'In sync: the entities and the database agree.\n' +
        'Unmanaged (neither entities nor revisions speak of them; left alone): public.legacy\n',
      stderr: '',
    });
  });

  test('names kinds in words', async () => {
    const keys = "foreignKeys: [{ target: 'users', columnNames: ['owner'], name: 'FK_owner' }],";
    project = await Project.onServer({
      ...twoRevisions,
      'entities/posts.js': entity('posts', { title: "{ type: 'text' }", owner: "{ type: 'integer' }" }).replace(
        '  columns: {',
        `  ${keys}\n  columns: {`,
      ),
    });
    await project.autogen(['upgrade']);
    const { code, stdout } = await project.autogen(['check']);
    expect(code).toBe(2);
    expect(stdout).toContain('\n  + foreign key public.posts."FK_owner"\n');
  });

  test('--against migrations says that it was the replay where revisions do not build an empty database', async () => {
    project = await Project.onServer(twoRevisions);
    project.remove('migrations/1_aaaa1111_users.js');
    project.write({
      'migrations/2_bbbb2222_posts.js': revision('bbbb2222', {
        upgrade: "op.addColumn('posts', 'x', { type: 'text' });",
      }),
    });
    const { code, stderr } = await project.autogen(['check', '--against', 'migrations']);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^error: Replayed on an empty scratch database, the revisions fail: addColumn\('posts', 'x'\) failed in upgrade of revision bbbb2222 in migrations\/2_bbbb2222_posts\.js: relation "public\.posts" does not exist\n/,
    );
  });

  test('--against migrations replays the revisions without a server, and changes nothing', async () => {
    project = Project.alone(twoRevisions);
    const before = project.files();
    expect(await project.autogen(['check', '--against', 'migrations'], { env: { CI: 'true' } })).toEqual({
      code: 0,
      stdout: 'In sync: the entities and the revisions agree.\n',
      stderr: '',
    });
    project.write({ 'entities/tags.js': entity('tags') });
    const { code, stdout } = await project.autogen(['check', '--against', 'migrations'], { env: { CI: 'true' } });
    expect(code).toBe(2);
    expect(stdout).toBe(
      'The entities and the revisions differ:\n  + table public.tags (column, sequence, primary key)\n' +
        'Write it as a revision: autogen revision -m "…" --against migrations\n',
    );
    project.remove('entities/tags.js');
    expect(project.files()).toEqual(before);
  });
});

describe('upgrade and downgrade', () => {
  beforeEach(async () => {
    project = await Project.onServer(twoRevisions);
  });

  test.each(['+1', 'aaaa1111', 'aaaa'])('upgrade %s goes one step', async (target) => {
    expect(await project.autogen(['upgrade', target])).toEqual({
      code: 0,
      stdout: 'Upgraded 1 revision: the database is at aaaa1111.\n',
      stderr: 'Running upgrade <base> -> aaaa1111, create users\n',
    });
    expect(await project.has('posts')).toBe(false);
    expect(await project.autogen(['current'])).toEqual({
      code: 0,
      stdout: 'aaaa1111, create users\n',
      stderr: 'Not at head; the way there: autogen upgrade head\n',
    });
  });

  test('with nothing to do say where the database is', async () => {
    await project.autogen(['upgrade']);
    expect(await project.autogen(['upgrade', 'head'])).toEqual({
      code: 0,
      stdout: 'Nothing to upgrade: the database is at bbbb2222.\n',
      stderr: '',
    });
    expect((await project.autogen(['downgrade', 'base'])).stdout).toBe(
      'Downgraded 2 revisions: the database is at <base>.\n',
    );
    expect((await project.autogen(['downgrade', 'base'])).stdout).toBe(
      'Nothing to downgrade: the database is at <base>.\n',
    );
    expect((await project.autogen(['current'])).stdout).toBe('<base>, no revision is applied\n');
  });

  test('--verbose tells each operation', async () => {
    const { stderr } = await project.autogen(['upgrade', '--verbose']);
    expect(stderr).toMatch(
      /^Running upgrade <base> -> aaaa1111, create users\n {2}createTable users \(\d+ ms\)\nRunning upgrade aaaa1111 -> bbbb2222, create posts\n {2}createTable posts \(\d+ ms\)\n$/,
    );
  });

  test('a failing statement names the operation, the file, and what PostgreSQL says', async () => {
    await project.sql('CREATE TABLE posts (id integer)');
    const { code, stdout, stderr } = await project.autogen(['upgrade']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      /\nerror: createTable\('posts'\) failed in upgrade of revision bbbb2222 in migrations\/2_bbbb2222_posts\.js: relation "posts" already exists\n/,
    );
    expect(stderr).toMatch(
      /The revision was rolled back; the database is at aaaa1111\.\ncode: operation-failed\nhint: /,
    );
    expect(await project.versions()).toEqual(['aaaa1111']);
  });

  test('a failing statement shows where it is wrong, and the detail that PostgreSQL gives', async () => {
    project.write({
      'migrations/3.js': revision('cccc3333', {
        down: 'bbbb2222',
        upgrade: "op.execute('SELECT no_such_column FROM users');",
      }),
    });
    const wrong = await project.autogen(['upgrade']);
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toMatch(/: column "no_such_column" does not exist/);
    expect(wrong.stderr).toContain('SELECT no_such_column FROM users\n');
    project.write({
      'migrations/3.js': revision('cccc3333', {
        down: 'bbbb2222',
        upgrade: "op.execute('INSERT INTO users (id) VALUES (1), (1)');",
      }),
    });
    expect((await project.autogen(['upgrade'])).stderr).toMatch(/Key \(id\)=\(1\) already exists/);
    expect(await project.versions()).toEqual(['bbbb2222']);
  });
});

describe('history', () => {
  beforeEach(async () => {
    project = await Project.onServer(twoRevisions);
  });

  test.each([
    ['base:aaaa', '<base> -> aaaa1111, create users\n'],
    ['bbbb:', 'aaaa1111 -> bbbb2222 (head), create posts\n'],
    ['-1:', 'aaaa1111 -> bbbb2222 (head), create posts\n<base> -> aaaa1111, create users\n'],
    [':current', '<base> -> aaaa1111, create users\n'],
  ])('-r %s', async (range, stdout) => {
    await project.autogen(['upgrade', '+1']);
    expect(await project.autogen(['history', '-r', range])).toEqual({ code: 0, stdout, stderr: '' });
  });

  test('-r refuses ends between which no way leads, and names the other way', async () => {
    for (const args of [
      ['history', '-r', 'bbbb:aaaa'],
      ['history', '--log', '-r', 'bbbb:aaaa'],
    ]) {
      const { code, stdout, stderr } = await project.autogen(args);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toContain('error: Revision bbbb2222 is no ancestor of aaaa1111, which comes before it.\n');
      expect(stderr).toContain('code: not-an-ancestor\n');
      expect(stderr).toContain('hint: autogen history -r aaaa1111:bbbb2222\n');
    }
    expect(await project.autogen(['history', '--rev-range', ':base'])).toEqual({
      ...{ code: 0, stdout: '', stderr: 'There are no revisions in :base.\n' },
    });
  });

  test('asks no database about a label that begins like the word current', async () => {
    const name = 'migrations/2_bbbb2222_posts.js';
    project.write({ [name]: twoRevisions[name].replace('branchLabels = []', "branchLabels = ['current.work']") });
    const env = { DATABASE_URL: 'postgres://me@127.0.0.1:1/app' };
    expect(await project.autogen(['history', '-r', 'bbbb:current.work@head'], { env })).toEqual({
      code: 0,
      stdout: 'aaaa1111 -> bbbb2222 (current.work) (head), create posts\n',
      stderr: '',
    });
  });

  test('--verbose adds file, date and parent', async () => {
    const { stdout } = await project.autogen(['history', '--verbose', '-r', 'base:aaaa']);
    expect(stdout).toBe(
      'Rev: aaaa1111\nParent: <base>\nPath: migrations/1_aaaa1111_users.js\nCreate date: 2026-11-20 15:03:20 UTC\nMessage: create users\n',
    );
  });

  test('show current is where the database is', async () => {
    await project.autogen(['upgrade', '+1']);
    expect((await project.autogen(['show', 'current'])).stdout).toMatch(/^Rev: aaaa1111\n/);
  });
});

describe('every command', () => {
  test('takes the options of every command before and behind its name', async () => {
    project = await Project.onServer({
      ...twoRevisions,
      'other/place.js': config.replace("'/entities", "'/../entities"),
    });
    project.remove('ormconfig.js');
    project.write({ 'other/migrations/1.js': twoRevisions['migrations/1_aaaa1111_users.js'] });
    const expected = { code: 0, stdout: '<base> -> aaaa1111 (head), create users\n', stderr: '' };
    expect(await project.autogen(['-d', 'other/place.js', 'history'])).toEqual(expected);
    expect(await project.autogen(['history', '--data-source', 'other/place.js'])).toEqual(expected);
    expect(await project.autogen(['history'], { env: { AUTOGEN_DATA_SOURCE: 'other/place.js' } })).toEqual(expected);
  });

  test('finds the configuration from a folder below it', async () => {
    project = await Project.onServer({ ...twoRevisions, 'src/deep/x.txt': '' });
    expect((await project.autogen(['heads'], { cwd: 'src/deep' })).stdout).toBe('bbbb2222 (head), create posts\n');
  });

  test('warns of synchronize: true on stderr', async () => {
    project = await Project.onServer({
      ...twoRevisions,
      'ormconfig.js': config.replace("type: 'postgres',", "type: 'postgres', synchronize: true,"),
    });
    const { code, stderr } = await project.autogen(['heads']);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^The DataSource in .*ormconfig\.js has `synchronize: true`: at every start .*\n$/);
  });
});
