/** The judge judged: with TypeORM in the engine's place it is content, with a wrong engine it is not. */
import { Client, type ClientConfig } from 'pg';
import { differences, type Engine, judgeSet } from './judge';
import type { NamedSet } from './set';
import { entitySets } from './sets';

const sets = entitySets();
const set = sets.find(({ name }) => name === 'schema-app')!;

const run = async (database: ClientConfig, ...statements: string[]) => {
  const client = new Client(database);
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
};

/** Not an engine: TypeORM itself, with the schemas that it expects to find. */
const typeormFor = (judged: NamedSet): Engine => ({
  async build(dataSource, database) {
    await run(database, ...(judged.schemas ?? []).map((schema) => `CREATE SCHEMA "${schema}"`));
    await dataSource.initialize();
    await dataSource.synchronize();
    await dataSource.destroy();
  },
  check: async () => [],
});
const typeorm = typeormFor(set);

describe('an engine that does as TypeORM does passes', () => {
  // All were tried once; a tenth of them is enough every day.
  test.each(sets.filter((_, index) => index % 10 === 0).map((one) => [one.name, one] as const))(
    '%s',
    async (_name, one) => {
      await judgeSet(one, typeormFor(one));
    },
  );
});

test('a difference in the catalog is named by its line, with both sides', async () => {
  const sloppy: Engine = {
    ...typeorm,
    async build(dataSource, database) {
      await typeorm.build(dataSource, database);
      await run(database, `ALTER TABLE app.article ALTER title TYPE varchar(99)`);
    },
  };
  await expect(judgeSet(set, sloppy)).rejects.toThrow(
    /^schema-app \(TypeORM .*\+ column app\.article\.title character varying\(99\)/s,
  );
});

test('a phantom difference of check is a failure', async () => {
  const phantom: Engine = { ...typeorm, check: async () => ['alter column app.article.title'] };
  await expect(judgeSet(set, phantom)).rejects.toThrow(/check finds differences in what synchronize\(\) built/);
});

test('an engine that throws is reported, not propagated', async () => {
  const broken: Engine = {
    ...typeorm,
    build: async () => {
      throw new Error('no idea');
    },
  };
  await expect(judgeSet(set, broken)).rejects.toThrow(/the engine cannot build it.*no idea/s);
});

test('differences pairs both sides by what they are about', () => {
  expect(differences(['a', 'column x integer'], ['a', 'column x bigint', 'z'])).toEqual([
    '+ column x bigint',
    '- column x integer',
    '+ z',
  ]);
});
