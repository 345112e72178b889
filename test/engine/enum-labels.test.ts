/** What becomes of the labels of an enum, and of the rows that hold them. */

import type { Client } from 'pg';
import { flagsFor, type GivenAnswers } from '../../src/diff/answers';
import { hazardsOf } from '../../src/postgres/operations';
import { type TypeName, TypeReference } from '../../src/postgres/sql/types';
import type { Operation } from '../../src/schema/operation';
import type { Entities, EntityColumn, EntityTable } from '../../src/typeorm/entities';
import { readCatalog } from '../catalog';
import { keepPromises } from '../property/promises';
import { namesOf, sqlOf, workbench } from '../workbench';
import { column, entities, table } from './entities';

const bench = workbench();

const id = column('id', 'integer', { nullable: false });
const enumType = (rest: { schema?: string; array?: boolean } = {}, name = 'state') =>
  new TypeReference(name, { schema: 'public', ...rest });

/** One table, one enum. */
function posts(
  labels: readonly string[],
  rest: Partial<EntityColumn> & { type?: TypeName } = {},
  parts: Partial<EntityTable> = {},
  more: Partial<Entities> = {},
): Entities {
  const state = column('state', rest.type ?? enumType(), rest);
  return entities([table('posts', [id, state], parts)], {
    enums: [{ schema: 'public', name: 'state', labels }],
    ...more,
  });
}

async function build(wanted: Entities, ...values: readonly string[]): Promise<void> {
  await bench.build(wanted);
  for (const [place, value] of values.entries())
    await bench.client.query(`INSERT INTO posts VALUES (${place}, ${value})`);
}

const shown = { schema: 'public', name: 'shown', materialized: false, definition: '', indexes: [] };

const valuesOf = async (name = 'state', of = 'posts') =>
  (await bench.client.query<{ value: string | null }>(`SELECT ${name}::text AS value FROM ${of} ORDER BY id`)).rows.map(
    ({ value }) => value,
  );

const questionsOf = async (wanted: Entities, answers?: GivenAnswers) =>
  (await bench.compareWith(wanted, answers)).questions.map(flagsFor);

const said = (operations: readonly Operation[]) =>
  operations.flatMap(hazardsOf).map(({ code, message }) => `${code}: ${message}`);

/** As a revision runs: nothing of it stays where a statement fails. */
async function run(operations: readonly Operation[]): Promise<void> {
  await bench.client.query('BEGIN');
  try {
    await bench.run(operations);
    await bench.client.query('COMMIT');
  } catch (error) {
    await bench.client.query('ROLLBACK');
    throw error;
  }
}

/** Makes the change, and takes it back. */
async function thereAndBack(wanted: Entities, answers: GivenAnswers = {}) {
  const before = await readCatalog(bench.client);
  const { upgrade, downgrade, questions } = await bench.compareWith(wanted, answers);
  expect(questions).toEqual([]);
  const [forth, back] = [upgrade(), downgrade()];
  await run(forth);
  await bench.expectInSync(wanted);
  const values = await valuesOf();
  await run(back);
  expect(await readCatalog(bench.client)).toEqual(before);
  return { forth, back, values, valuesAgain: await valuesOf() };
}

describe('a label that is gone beside a new one', () => {
  test('is a question, with the likeliest label first', async () => {
    await build(posts(['draft', 'old', 'in-review', 'done']));
    const wanted = posts(['draft', 'fresh', 'done', 'IN_REVIEW']);
    expect(await questionsOf(wanted)).toEqual([
      [
        '--map-enum enum:public.state.old=fresh',
        `--map-enum 'enum:public.state.old="IN_REVIEW"'`,
        '--map-enum enum:public.state.old=draft',
        '--map-enum enum:public.state.old=done',
        '--drop enum:public.state.old',
      ],
      [
        `--map-enum 'enum:public.state."in-review"="IN_REVIEW"'`,
        `--map-enum 'enum:public.state."in-review"=fresh'`,
        `--map-enum 'enum:public.state."in-review"=draft'`,
        `--map-enum 'enum:public.state."in-review"=done'`,
        `--drop 'enum:public.state."in-review"'`,
      ],
    ]);
    // What one has become is no new label for the other.
    expect(await questionsOf(wanted, { mapEnum: ['state.old=fresh'] })).toMatchObject(
      [
        [`--map-enum 'enum:public.state."in-review"="IN_REVIEW"'`, `--map-enum 'enum:public.state."in-review"=draft'`],
      ].map((flags) => expect.arrayContaining(flags)),
    );
  });

  test.each(['enum:public.state.old', 'public.state.old', 'state.old', 'old'])(
    'gets its new name by --map-enum %s=new, and rows keep it',
    async (name) => {
      await build(posts(['old', 'x']), "'old'", "'x'", 'NULL');
      const { forth, back, values, valuesAgain } = await thereAndBack(posts(['new', 'x']), {
        mapEnum: [`${name}=new`],
      });
      expect(sqlOf(forth)).toEqual([`ALTER TYPE "public"."state" RENAME VALUE 'old' TO 'new'`]);
      expect(sqlOf(back)).toEqual([`ALTER TYPE "public"."state" RENAME VALUE 'new' TO 'old'`]);
      expect(said([...forth, ...back])).toEqual([]);
      expect([values, valuesAgain]).toEqual([
        ['new', 'x', null],
        ['old', 'x', null],
      ]);
    },
  );

  test('with texts that mention it is the only change: PostgreSQL prints the new name by itself', async () => {
    const of = (name: string) => {
      const label = name.replaceAll("'", "''");
      return posts(
        [name, 'x'],
        { default: `'${label}'` },
        {
          columns: [
            id,
            column('state', enumType(), { default: `'${label}'` }),
            column('more', enumType({ array: true }), { default: `'{${label},x}'` }),
            column('is_it', 'boolean', { generatedAs: `state = '${label}'` }),
          ],
          checks: [{ name: 'CHK', expression: `state <> '${label}' OR id > 0` }],
          indexes: [{ name: 'IDX', columns: ['id'], unique: false, method: 'btree', where: `state = '${label}'` }],
        },
        { views: [{ ...shown, definition: `SELECT id FROM posts WHERE state = '${label}'` }] },
      );
    };
    await bench.build(of("it's"));
    await bench.client.query('INSERT INTO posts (id) VALUES (1)');
    const { forth, back, values } = await thereAndBack(of('new'), { mapEnum: [`state."it's"=new`] });
    // What TypeORM remembers of a generated column and of a view is its text.
    expect(namesOf(forth)).toEqual(expect.arrayContaining(['renameEnumValue', 'setTypeormMetadata']));
    expect(namesOf([...forth, ...back]).filter((name) => !/^(renameEnumValue|setTypeormMetadata)$/.test(name))).toEqual(
      [],
    );
    expect(values).toEqual(['new']);
  });

  test('whose type is not the role’s own is renamed all the same, and the texts are written again', async () => {
    const of = (label: string) =>
      posts([label, 'x'], { default: `'${label}'` }, { checks: [{ name: 'CHK', expression: `state <> '${label}'` }] });
    await bench.build(of('old'));
    await bench.client.query('CREATE ROLE labels_reader; GRANT SELECT ON ALL TABLES IN SCHEMA public TO labels_reader');
    try {
      await bench.client.query('SET ROLE labels_reader');
      const { upgrade, downgrade } = await bench.compareWith(of('new'), { mapEnum: ['old=new'] });
      await bench.client.query('RESET ROLE');
      const before = await readCatalog(bench.client);
      const [forth, back] = [upgrade(), downgrade()];
      expect(namesOf(forth)).toEqual(expect.arrayContaining(['renameEnumValue', 'dropCheck', 'createCheck']));
      await run(forth);
      await bench.expectInSync(of('new'));
      await run(back);
      expect(await readCatalog(bench.client)).toEqual(before);
    } finally {
      await bench.client.query('RESET ROLE; DROP OWNED BY labels_reader; DROP ROLE labels_reader');
    }
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ['more are added', ['a', 'new', 'b', 'x'], ['renameEnumValue', 'addEnumValue', 'addEnumValue']],
    ['the order changes', ['x', 'new'], ['renameEnumValue', 'renameEnum', 'createEnum', 'alterColumn', 'dropEnum']],
  ])('is renamed first where %s', async (_what, labels, names) => {
    await build(posts(['old', 'x']), "'old'", "'x'");
    const { forth, values, valuesAgain } = await thereAndBack(posts(labels), { mapEnum: ['old=new'] });
    expect(namesOf(forth)).toEqual(names);
    expect(said(forth)).toEqual([]);
    expect([values, valuesAgain]).toEqual([
      ['new', 'x'],
      ['old', 'x'],
    ]);
  });

  test('is renamed first where another label is added that a default of this change uses', async () => {
    await build(posts(['old', 'x'], { default: "'old'" }), "'old'");
    const { forth, values, valuesAgain } = await thereAndBack(posts(['new', 'x', 'y'], { default: "'y'" }), {
      mapEnum: ['old=new'],
    });
    expect(namesOf(forth)).toEqual(['renameEnumValue', 'renameEnum', 'createEnum', 'alterColumn', 'dropEnum']);
    expect([values, valuesAgain]).toEqual([['new'], ['old']]);
  });

  test('of a type that is renamed with its column is named by both names', async () => {
    const of = (name: string, label: string) =>
      entities([table('posts', [id, column(name, enumType({}, `posts_${name}_enum`), { default: `'${label}'` })])], {
        enums: [{ schema: 'public', name: `posts_${name}_enum`, labels: [label, 'x'] }],
      });
    await build(of('state', 'old'), "'old'");
    const before = await readCatalog(bench.client);
    const wanted = of('status', 'new');
    for (const name of ['posts_state_enum', 'posts_status_enum']) {
      const rename = ['state=status'];
      expect(await questionsOf(wanted, { rename })).toEqual([
        expect.arrayContaining(['--map-enum enum:public.posts_status_enum.old=new']),
      ]);
      const { upgrade, downgrade, questions } = await bench.compareWith(wanted, {
        rename,
        mapEnum: [`${name}.old=new`],
      });
      expect(questions).toEqual([]);
      const [forth, back] = [upgrade(), downgrade()];
      expect(namesOf(forth).sort()).toEqual(['renameColumn', 'renameEnum', 'renameEnumValue']);
      await run(forth);
      await bench.expectInSync(wanted);
      expect(await valuesOf('status')).toEqual(['new']);
      await run(back);
      expect(await readCatalog(bench.client)).toEqual(before);
      expect(await valuesOf()).toEqual(['old']);
    }
  });
});

describe('a label that goes', () => {
  test('is a question where rows may hold it', async () => {
    await build(posts(['old', 'x', 'y']));
    expect(await questionsOf(posts(['x', 'y']))).toEqual([
      ['--map-enum enum:public.state.old=x', '--map-enum enum:public.state.old=y', '--drop enum:public.state.old'],
    ]);
  });

  test('is none where nothing that holds it stays', async () => {
    const of = (labels: readonly string[], type: TypeName) =>
      posts(labels, { type }, { columns: [id, column('state', type), column('is_it', 'boolean')] });
    await build(of(['old', 'x'], enumType()), "'old'");
    // A column that becomes text takes its labels along.
    const generated = column('made', enumType(), {
      generatedAs: `CASE WHEN is_it THEN 'x'::state ELSE 'x'::state END`,
    });
    const text = of(['x'], 'text');
    const wanted = { ...text, tables: text.tables.map((one) => ({ ...one, columns: [...one.columns, generated] })) };
    expect(await questionsOf(wanted)).toEqual([]);
    const { upgrade } = await bench.compareWith(wanted);
    await run(upgrade());
    expect(await valuesOf()).toEqual(['old']);
    await bench.expectInSync(wanted);
  });

  test('becomes another one in all rows that have it, and a reviewer is told', async () => {
    await build(posts(['old', 'x', 'y'], { nullable: true, default: "'old'" }), "'old'", "'x'", 'NULL', "'y'");
    const { forth, back, values, valuesAgain } = await thereAndBack(posts(['x', 'y'], { default: "'x'" }), {
      mapEnum: ['state.old=x'],
    });
    expect(forth.filter(({ name }) => name === 'alterColumn')).toMatchObject([
      { args: ['posts', 'state', { map: { old: 'x' } }] },
    ]);
    expect(said(forth)).toEqual(["lossy: makes 'x' of 'old' in posts.state"]);
    expect(said(back)).toEqual([]);
    expect([values, valuesAgain]).toEqual([
      ['x', 'x', null, 'y'],
      ['x', 'x', null, 'y'],
    ]);
  });

  test('is dropped where no row has it; a row stops the upgrade, and nothing is changed', async () => {
    await build(posts(['old', 'x']), "'x'", "'old'");
    const drop = ['enum:public.state.old'];
    const { upgrade } = await bench.compareWith(posts(['x']), { drop });
    expect(said(upgrade())).toEqual([expect.stringContaining('fails-on-rows: fails on a row whose posts.state')]);
    await expect(run(upgrade())).rejects.toMatchObject({ code: '22P02' });
    await bench.client.query("DELETE FROM posts WHERE state = 'old'");
    const { values } = await thereAndBack(posts(['x']), { drop });
    expect(values).toEqual(['x']);
  });

  test('beside others, each with an answer of its own', async () => {
    await build(posts(['a', 'b', 'c', 'd', 'x']), "'a'", "'b'", "'c'", "'x'");
    const { forth, back, values, valuesAgain } = await thereAndBack(posts(['x', 'z']), {
      mapEnum: ['state.a=z', 'state.b=z', 'state.c=x'],
      drop: ['state.d'],
    });
    expect(namesOf(forth)[0]).toBe('renameEnumValue');
    expect(said(forth)).toEqual([
      expect.stringContaining('fails-on-rows'),
      "lossy: makes 'z' of 'b' in posts.state",
      "lossy: makes 'x' of 'c' in posts.state",
    ]);
    expect(said(back)).toEqual([]);
    expect([values, valuesAgain]).toEqual([
      ['z', 'z', 'x', 'x'],
      ['a', 'a', 'x', 'x'],
    ]);
  });

  test('becomes another one in all columns, arrays and schemas, and what hangs on them stays', async () => {
    const type = (array: boolean) => enumType({ schema: 'Own Schema', array });
    const of = (labels: readonly string[], old: string) => {
      const columns = (generated: boolean) => [
        id,
        column('state', type(false), { nullable: false, default: `'${old}'` }),
        column('more', type(true), { default: `'{${old},x}'` }),
        ...(generated ? [column('is_x', 'boolean', { generatedAs: `state = 'x'` })] : []),
      ];
      const index = { columns: ['state'], unique: false, method: 'btree' };
      return entities(
        [
          table('posts', columns(true), {
            primaryKey: { name: 'PK', columns: ['id', 'state'] },
            checks: [{ name: 'CHK', expression: `state <> 'y' OR id > 5` }],
            indexes: [
              { ...index, name: 'IDX', where: null },
              { ...index, name: 'IDX_x', where: `state = 'x'` },
            ],
          }),
          { ...table('users', columns(false)), schema: 'app' },
        ],
        {
          enums: [{ schema: 'Own Schema', name: 'state', labels }],
          views: [{ ...shown, definition: `SELECT id, state FROM posts WHERE state = 'x'` }],
        },
      );
    };
    await bench.build(of(['old', 'x', 'y'], 'old'));
    await bench.client.query(`INSERT INTO posts (id, state, more) VALUES (1, 'old', '{old,x,NULL}'), (2, 'x', '{{old},{y}}');
      INSERT INTO posts (id) VALUES (3); INSERT INTO app.users (id, state, more) VALUES (1, 'old', NULL), (2, 'y', '{}')`);
    const { forth, values, valuesAgain } = await thereAndBack(of(['x', 'y'], 'x'), { mapEnum: ['old=x'] });
    expect(said(forth)).toEqual(
      ['app.users.state', 'app.users.more', 'posts.state', 'posts.more'].map(
        (name) => `lossy: makes 'x' of 'old' in ${name}`,
      ),
    );
    expect([values, valuesAgain]).toEqual([
      ['x', 'x', 'x'],
      ['x', 'x', 'x'],
    ]);
    expect(await valuesOf('more')).toEqual(['{x,x,NULL}', '{{x},{y}}', '{x,x}']);
    expect(await valuesOf('is_x')).toEqual(['true', 'true', 'true']);
    expect(await valuesOf('state', 'app.users')).toEqual(['x', 'y']);
    expect(await valuesOf('more', 'app.users')).toEqual([null, '{}']);
    expect(await valuesOf('state', 'shown')).toEqual(['x', 'x', 'x']);
  });

  test('while its column becomes an array', async () => {
    await build(posts(['old', 'x'], { default: "'old'" }), "'old'", 'NULL');
    const wanted = posts(['x'], { type: enumType({ array: true }), default: "'{x}'" });
    const { upgrade, questions } = await bench.compareWith(wanted, {
      using: ['state=CASE WHEN state IS NOT NULL THEN ARRAY[state] END'],
      mapEnum: ['old=x'],
    });
    expect(questions).toEqual([]);
    await run(upgrade());
    expect(await valuesOf()).toEqual(['{x}', null]);
    await bench.expectInSync(wanted);
  });
});

test('labels are renamed and replaced while their table and their column get other names, too', async () => {
  const of = (name: string, state: string, labels: readonly string[], [x, y]: readonly [string, string]) => {
    const columns = [
      id,
      column(state, enumType(), { default: `'${x}'` }),
      column('more', enumType({ array: true }), { default: `'{${x},${y}}'` }),
      column('is_x', 'boolean', { generatedAs: `${state} = '${x}'` }),
    ];
    const checks = [{ name: `CHK_${name}`, expression: `${state} <> '${y}' OR id < 9` }];
    const definition = `SELECT id FROM ${name} WHERE ${state} = '${x}'`;
    return entities([table(name, columns, { checks })], {
      enums: [{ schema: 'public', name: 'state', labels }],
      views: [{ ...shown, materialized: true, definition }],
    });
  };
  const before = of('posts', 'state', ['a', 'b', 'c'], ['a', 'b']);
  const insert = async (client: Client) => {
    await client.query(
      `INSERT INTO posts (id, state, more) VALUES (1, 'a', '{a,b,c}'), (2, 'b', NULL), (3, 'c', '{}')`,
    );
    return 3;
  };
  const answer = () => 0;
  const renamed = await keepPromises({
    before,
    after: of('articles', 'status', ['x', 'b', 'c'], ['x', 'b']),
    insert,
    answer,
  });
  expect(renamed).toMatchObject({ refused: false, rows: 3 });
  expect(namesOf(renamed.comparison.upgrade())).toContain('renameEnumValue');
  const replaced = await keepPromises({
    before,
    after: of('articles', 'status', ['c', 'b'], ['c', 'b']),
    insert,
    answer,
  });
  expect(replaced).toMatchObject({ refused: false, rows: 3 });
  expect(said(replaced.comparison.upgrade())).toContain("lossy: makes 'c' of 'a' in articles.status");
});

describe('an answer', () => {
  test.each([
    ['for a label that stays', 'state.x=new'],
    ['with a label that is not there afterwards', 'state.old=gone'],
    ['for an enum that is not there', 'mood.old=new'],
    ['without a label', 'state.old='],
  ])('%s is refused', async (_what, text) => {
    await build(posts(['old', 'x']));
    await expect(bench.compareWith(posts(['new', 'x']), { mapEnum: [text] })).rejects.toMatchObject({
      code: 'unknown-answer',
      exitCode: 2,
      message: `--map-enum ${text} answers nothing: no enum loses a label of that name and has the other one.`,
      hint: expect.stringContaining('--map-enum enum:public.state.old=new'),
    });
  });

  test('that could mean labels of two enums is refused', async () => {
    const of = (...labels: readonly string[]) =>
      entities([table('posts', [id, column('a', enumType()), column('b', enumType({}, 'mood'))])], {
        enums: ['state', 'mood'].map((name) => ({ schema: 'public', name, labels })),
      });
    await bench.build(of('old', 'x'));
    await expect(bench.compareWith(of('new', 'x'), { mapEnum: ['old=new'] })).rejects.toMatchObject({
      code: 'ambiguous-answer',
      hint: 'write the whole name: --map-enum enum:public.mood.old=new or --map-enum enum:public.state.old=new',
    });
    await expect(bench.compareWith(of('x'), { drop: ['old'] })).rejects.toMatchObject({ code: 'ambiguous-answer' });
  });

  test('may name any label', async () => {
    const odd = ['', 'a.b', 'a=b', 'say "so"', "it's", 'back\\slash', '…', '__proto__'];
    await build(
      posts([...odd, 'x']),
      ...odd.map((label) => `E'${label.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`),
    );
    const wanted = posts([...odd.map((label) => `${label}!`), 'x']);
    const firstAnswers = async (entities: Entities) =>
      (await questionsOf(entities)).map(([flag]) => unquoted(flag as string));
    const renamed = await thereAndBack(wanted, { mapEnum: await firstAnswers(wanted) });
    expect(new Set(namesOf(renamed.forth))).toEqual(new Set(['renameEnumValue']));
    expect(renamed.values).toEqual(odd.map((label) => `${label}!`));
    const fewer = posts(['x']);
    const merged = await thereAndBack(fewer, { mapEnum: await firstAnswers(fewer) });
    expect(merged.values).toEqual(odd.map(() => 'x'));
    const dropped = (await questionsOf(fewer)).map((flags) => unquoted(flags.at(-1) as string));
    await bench.client.query('DELETE FROM posts');
    await thereAndBack(fewer, { drop: dropped });
  });
});

/** What a shell makes of a printed flag. */
function unquoted(flag: string): string {
  return flag.replace(/^--[a-z-]+ /, '').replaceAll(/'([^']*)'|\\'/g, (_all, text?: string) => text ?? "'");
}
