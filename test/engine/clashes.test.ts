/** Two objects that PostgreSQL would give one name: refused before anything is written, and never refused without need. */
import type { GivenAnswers } from '../../src/diff/answers';
import { keyOf } from '../../src/schema/object';
import type { Entities } from '../../src/typeorm/entities';
import { workbench } from '../workbench';
import { column, entities, table } from './entities';

const bench = workbench();

const id = column('id', 'integer', { nullable: false });
const a = table('a', [id]);
const enumA = { schema: 'public', name: 'a', labels: ['x'] };
const indexed = (name: string, index: string) =>
  table(name, [id], { indexes: [{ name: index, columns: ['id'], unique: false, method: 'btree', where: null }] });

const created = [keyOf({ kind: 'table', path: ['public', 'a'] })];

const compareWith = (wanted: Entities, answers: GivenAnswers = {}) => bench.compareWith(wanted, answers, created);

async function reach(wanted: Entities, answers: GivenAnswers = {}): Promise<void> {
  await bench.run((await compareWith(wanted, answers)).upgrade());
  expect((await compareWith(wanted)).changes).toEqual([]);
}

function refused(wanted: Entities, answers: GivenAnswers = {}): Promise<unknown> {
  return compareWith(wanted, answers).then(
    () => 'it was not refused',
    ({ code, message, hint }) => ({ code, message, hint }),
  );
}

describe('is refused, with both names and what to change', () => {
  test('an enum and a table', async () => {
    expect(await refused(entities([a], { enums: [enumA] }))).toEqual({
      code: 'name-clash',
      message: 'The enum public.a and the table public.a would both be the type public.a.',
      hint: "give one of them another name: enumName: 'other_name', or @Entity('other_name')",
    });
  });

  test('two indexes of one schema', async () => {
    expect(await refused(entities([indexed('a', 'IDX'), indexed('b', 'IDX')]))).toEqual({
      code: 'name-clash',
      message: 'The index public.a."IDX" and the index public.b."IDX" would both be the relation public."IDX".',
      hint: "give one of them another name: @Index('other_name', …)",
    });
  });

  test('an index and a table', async () => {
    expect(await refused(entities([a, indexed('b', 'a')]))).toMatchObject({
      message: 'The table public.a and the index public.b.a would both be the relation public.a.',
    });
  });

  test('two constraints of one table', async () => {
    const twice = table('a', [id], {
      uniques: [{ name: 'x', columns: ['id'], deferrable: null }],
      checks: [{ name: 'x', expression: 'id > 0' }],
    });
    expect(await refused(entities([twice]))).toEqual({
      code: 'name-clash',
      message: 'The unique public.a.x and the check public.a.x would both be the constraint public.a.x.',
      hint: "give one of them another name: @Unique('other_name', …), or @Check('other_name', …)",
    });
  });

  test('a table and the sequence of a new column, which PostgreSQL would name first or last', async () => {
    const owner = table('a', [column('id', 'integer', { nullable: false, generation: 'serial' })]);
    expect(await refused(entities([owner, table('a_id_seq', [id])]))).toEqual({
      code: 'name-clash',
      message: 'The table public.a_id_seq and the sequence public.a.id would both be the relation public.a_id_seq.',
      hint: "give one of them another name: @Entity('other_name')",
    });
  });

  test('an enum and a table of the database that no entity describes', async () => {
    await bench.client.query('CREATE TABLE stranger (note text)');
    const wanted = entities([table('b', [id])], { enums: [{ ...enumA, name: 'stranger' }] });
    expect(await refused(wanted)).toEqual({
      code: 'name-clash',
      message: 'The enum public.stranger and the table public.stranger would both be the type public.stranger.',
      hint: "give one of them another name: enumName: 'other_name'",
    });
  });

  test('an enum and a table that is kept', async () => {
    await reach(entities([a, table('b', [id])]));
    const wanted = entities([table('b', [id])], { enums: [enumA] });
    expect((await compareWith(wanted)).questions).toHaveLength(1);
    expect(await refused(wanted, { keep: ['a'] })).toMatchObject({ code: 'name-clash' });
    await reach(wanted, { drop: ['a'] });
  });
});

describe('is not refused', () => {
  const serial = (name: string) => table(name, [column('id', 'integer', { nullable: false, generation: 'serial' })]);

  test('sequences, which PostgreSQL counts where a name is taken', async () => {
    const long = 'n'.repeat(62);
    await reach(entities([serial(`${long}1`), serial(`${long}2`)]));
  });

  test('a new sequence whose name a table has already', async () => {
    await reach(entities([table('a_id_seq', [id])]));
    await reach(entities([table('a_id_seq', [id]), serial('a')]));
  });

  test('the same name in two schemas', async () => {
    await reach(entities([a, { ...indexed('b', 'a'), schema: 'app' }], { enums: [{ ...enumA, schema: 'app' }] }));
  });

  test('an index that another table has now', async () => {
    await reach(entities([indexed('a', 'IDX'), table('b', [id])]));
    await reach(entities([a, indexed('b', 'IDX')]));
  });

  test('a name that its holder gives up, for another kind of object', async () => {
    await reach(entities([indexed('b', 'c')]));
    await reach(entities([table('b', [id]), table('c', [id])]));
  });
});
