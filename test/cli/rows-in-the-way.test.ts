/** Rows at hand that a revision would stumble over: a question, a warning, and what the upgrade says. */

import { Project } from './command';
import { entity, twoRevisions } from './files';
import { inTerminal } from './terminal';

const ENTER = '\r';
const DOWN = '\u001b[B';

const TITLE = "{ type: 'text' }";
const SLUG = "{ type: 'text' }";
const FREE_SLUG = "{ type: 'text', nullable: true }";

let project: Project;
beforeEach(async () => {
  project = await Project.onServer(twoRevisions);
  await project.autogen(['upgrade']);
});
afterEach(() => project.end());

/** The text of the newest revision. */
function written(): string {
  const [name] = project.revisions().filter((file) => !(`migrations/${file}` in twoRevisions));
  return project.read(`migrations/${name}`);
}

async function slugs(): Promise<unknown[]> {
  return project.connected(async (client) => (await client.query('SELECT slug FROM posts ORDER BY id')).rows);
}

const flags = ["--backfill 'column:public.posts.slug=…'", '--by-hand column:public.posts.slug'];

describe('rows without a value for a column that becomes NOT NULL', () => {
  const found =
    'Column public.posts.slug cannot become NOT NULL: it is NULL in 2 rows: rows (id): (1), (3). ' +
    'Filled by an expression in the revision, or by hand before it is applied?';

  beforeEach(async () => {
    await project.sql(
      "ALTER TABLE posts ADD slug text; INSERT INTO posts (title, slug) VALUES ('One', NULL), ('Two', 'two'), ('Three', NULL)",
    );
    project.write({ 'entities/posts.js': entity('posts', { title: TITLE, slug: SLUG }) });
  });

  test('are a question: exit 2, the flags, and nothing is written', async () => {
    expect(await project.autogen(['revision', '-m', 'x'])).toEqual({
      code: 2,
      stdout: `One question is open; nothing was written.\n? ${found}\n    ${flags[0]}\n    ${flags[1]}\nAnswer with one flag for each, behind the same command.\n`,
      stderr: '',
    });
    const { code, object } = await project.json(['revision', '-m', 'x']);
    expect(code).toBe(2);
    expect(object).toMatchObject({
      outcome: 'undecided',
      questions: [
        {
          wanting: 'column:public.posts.slug',
          found: 'column public.posts.slug cannot become NOT NULL: it is NULL in 2 rows',
          keys: 'rows (id): (1), (3)',
          flags,
        },
      ],
    });
    expect(project.revisions()).toHaveLength(2);
  });

  test('are none to check, which says what differs and no more', async () => {
    const { code, object } = await project.json(['check']);
    expect(code).toBe(2);
    expect(object).toMatchObject({ questions: [], differences: [{ trait: 'nullable' }] });
  });

  test('get one by --backfill', async () => {
    const { code, stdout } = await project.autogen(['revision', '-m', 'x', '--backfill', 'posts.slug=lower(title)']);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringContaining('~ column public.posts.slug: nullable true → false'),
    });
    expect(written()).toContain(
      'op.backfill(\'posts\', { set: { slug: sql`lower(title)` }, where: sql`"slug" IS NULL` });\n',
    );
    expect(written()).not.toContain('probe');
    expect((await project.autogen(['upgrade'])).code).toBe(0);
    expect(await slugs()).toEqual([{ slug: 'one' }, { slug: 'two' }, { slug: 'three' }]);
    expect((await project.autogen(['check'])).code).toBe(0);
  });

  test('are left to a person by --by-hand: the revision looks, says so, and changes nothing before they have one', async () => {
    const { code, stderr } = await project.autogen([
      'revision',
      '-m',
      'x',
      '--by-hand',
      'slug',
      '--rev-id',
      'cccc3333',
    ]);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr:
        'The upgrade will stop on this database: column public.posts.slug cannot become NOT NULL: it is NULL in 2 rows. rows (id): (1), (3)\n',
    });
    expect(written()).toMatch(
      /upgrade\(op: Operations\): void \{\n {4}op\.probe\('posts', \{ notNull: \['slug'\], key: \['id'\] \}\);\n/,
    );
    const before = await project.catalog();
    const upgrade = await project.autogen(['upgrade']);
    expect(upgrade.code).toBe(1);
    expect(upgrade.stderr).toContain(
      ': column public.posts.slug cannot become NOT NULL: it is NULL in 2 rows.\n  keys: rows (id): (1), (3)\n  SQLSTATE: 23502\n',
    );
    expect(upgrade.stderr).toContain('hint: give these rows a value first: UPDATE "public"."posts" SET "slug" = ...');
    expect(upgrade.stderr).not.toContain('DECLARE');
    expect(await project.catalog()).toEqual(before);
    await project.sql("UPDATE posts SET slug = '' WHERE slug IS NULL");
    expect((await project.autogen(['upgrade'])).code).toBe(0);
  });

  test('are no question where they are filled already, nor against the revisions, which have no rows', async () => {
    const replayed = await project.autogen(['revision', '-m', 'x', '--against', 'migrations', '--dry-run']);
    expect(replayed).toMatchObject({ code: 0, stdout: expect.stringContaining("newNotNull: ['slug']") });
    await project.sql("UPDATE posts SET slug = '' WHERE slug IS NULL");
    const { code, stdout, stderr } = await project.autogen(['revision', '-m', 'x', '--dry-run']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain("op.probe('posts', { notNull: ['slug'], key: ['id'] });");
  });

  test.each([
    ['lowr(title)', 'function lowr(text) does not exist'],
    ['…', '--backfill posts.slug=… answers nothing'],
  ])('a slip in the expression is one clear error, and nothing is written: %s', async (expression, reason) => {
    const { code, stderr } = await project.autogen(['revision', '-m', 'x', '--backfill', `posts.slug=${expression}`]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(reason) });
    expect(project.revisions()).toHaveLength(2);
  });

  test('in a terminal, a person is asked for the expression', async () => {
    const { code, stdout } = await inTerminal(
      project,
      ['revision', '-m', 'x'],
      [
        { when: /it is NULL in 2 rows/, keys: ENTER },
        { when: /SQL of the value that these rows get/, keys: `lower(title)${ENTER}` },
      ],
    );
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringMatching(/Wrote .*migrations\//) });
    expect(written()).toContain('set: { slug: sql`lower(title)` }');
  });

  test('in a terminal, a person may fill them by hand', async () => {
    const keys = `${DOWN}${ENTER}`;
    const { code } = await inTerminal(project, ['revision', '-m', 'x'], [{ when: /it is NULL in 2 rows/, keys }]);
    expect(code).toBe(0);
    expect(written()).toContain("op.probe('posts', { notNull: ['slug'], key: ['id'] });");
  });
});

describe('a new NOT NULL column', () => {
  beforeEach(() => project.write({ 'entities/posts.js': entity('posts', { title: TITLE, slug: SLUG }) }));

  test('is a question where the table has rows, and is filled between being added and being NOT NULL', async () => {
    await project.sql("INSERT INTO posts (title) VALUES ('One')");
    const open = await project.autogen(['revision', '-m', 'x']);
    expect(open.code).toBe(2);
    expect(open.stdout).toContain(
      '? Column public.posts.slug cannot be added as NOT NULL without a default: public.posts has 1 row: rows (id): (1).',
    );
    const { code } = await project.autogen([
      'revision',
      '-m',
      'x',
      '--backfill',
      'column:public.posts.slug=lower(title)',
    ]);
    expect(code).toBe(0);
    expect(written()).toContain(
      [
        "    op.addColumn('posts', 'slug', { type: 'text', nullable: true });",
        "    op.backfill('posts', { set: { slug: sql`lower(title)` } });",
        '    // fails-on-rows: fails if posts.slug is NULL in a row',
        "    op.alterColumn('posts', 'slug', { nullable: false });\n",
      ].join('\n'),
    );
    expect((await project.autogen(['upgrade'])).code).toBe(0);
    expect(await slugs()).toEqual([{ slug: 'one' }]);
    expect((await project.autogen(['check'])).code).toBe(0);
    expect((await project.autogen(['downgrade', '-1'])).code).toBe(0);
  });

  test('is none where it has none; its probe guards other databases', async () => {
    const { code, stdout } = await project.autogen(['revision', '-m', 'x', '--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toContain("op.probe('posts', { newNotNull: ['slug'], key: ['id'] });");
  });

  test('is none where it need not have a value', async () => {
    await project.sql("INSERT INTO posts (title) VALUES ('One')");
    project.write({ 'entities/posts.js': entity('posts', { title: TITLE, slug: FREE_SLUG }) });
    const { code, stdout } = await project.autogen(['revision', '-m', 'x', '--dry-run']);
    expect(code).toBe(0);
    expect(stdout).not.toContain('probe');
  });
});

test('rows that break a new unique constraint are a warning, for people and in JSON; the file has the probe', async () => {
  await project.sql("INSERT INTO posts (title) VALUES ('One'), ('One'), ('Two')");
  project.write({ 'entities/posts.js': entity('posts', { title: "{ type: 'text', unique: true }" }) });
  const warning = 'public.posts (title) cannot become unique: 2 rows share their values with others';
  const people = await project.autogen(['revision', '-m', 'x', '--dry-run']);
  expect(people).toEqual({
    code: 0,
    stdout: expect.stringContaining("op.probe('posts', { unique: ['title'], key: ['id'] });"),
    stderr: `The upgrade will stop on this database: ${warning}. values (title): (One) in 2 rows\n`,
  });
  const { code, object } = await project.json(['revision', '-m', 'x', '--dry-run']);
  expect(code).toBe(0);
  expect(object).toMatchObject({
    rowsInTheWay: [
      {
        object: expect.stringMatching(/^unique:public\.posts\."UQ_/),
        message: warning,
        rows: 2,
        keys: 'values (title): (One) in 2 rows',
      },
    ],
  });
});
