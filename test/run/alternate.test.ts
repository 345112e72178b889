/** TypeORM's runner and autogen's on one database in turn, over ten revisions of both kinds. */

import type { DataSource, DataSourceOptions, MigrationInterface, QueryRunner } from 'typeorm';
import * as typeorm1 from 'typeorm';
import { RevisionGraph } from '../../src/revisions/graph';
import type { Operations } from '../../src/revisions/operations';
import { type MigrationNode, plainNode, revisionNode, withParents } from '../../src/revisions/plain-migrations';
import { isRevision } from '../../src/revisions/recognise';
import { Revision } from '../../src/revisions/revision';
import { stampedHeads } from '../../src/revisions/stamp';
import { pathTo } from '../../src/revisions/targets';
import { type PgConnection, pgClient } from '../../src/run/client';
import { describeLate, readPlace } from '../../src/run/current';
import { lendQueryRunner } from '../../src/run/lent-runner';
import { type RunOptions, run } from '../../src/run/runner';
import { stamp } from '../../src/run/stamp';
import { context, Database, failure, tables } from './project';

// Both versions in one process: no entity is declared here, so the storage that they share stays empty.
const typeorm03 = jest.requireActual<typeof typeorm1>('typeorm-0.3');

type Migration = new () => MigrationInterface;

const START = 1_700_000_000_000;

/** A migration of TypeORM's own, with a table. */
function plain(index: number): Migration {
  const table = `t${index}`;
  class Plain implements MigrationInterface {
    readonly name = `Plain${START + index * 1000}`;
    async up(queryRunner: QueryRunner) {
      await queryRunner.query(`CREATE TABLE ${table} (id int)`);
    }
    async down(queryRunner: QueryRunner) {
      await queryRunner.query(`DROP TABLE ${table}`);
    }
  }
  return Plain;
}

/** A revision, with a table. */
function revision(index: number, down: string | null, id = `aaaa${index}`): Migration {
  const table = `t${index}`;
  class Own extends Revision {
    override readonly name = `Own${START + index * 1000}`;
    readonly revision = id;
    readonly downRevision = down;
    readonly branchLabels = [];
    readonly dependsOn = [];
    upgrade(op: Operations): void {
      op.createTable(table, { columns: { id: { type: 'integer' } } });
    }
    downgrade(op: Operations): void {
      op.dropTable(table);
    }
  }
  return Own;
}

const nameOf = (migration: Migration) => new migration().name!;
const idOf = (migration: Migration) => {
  const instance = new migration();
  return isRevision(instance) ? instance.revision : instance.name!;
};
const isOwn = (migration: Migration) => isRevision(new migration());

/** Ten, each behind the one before. */
const kinds = ['plain', 'plain', 'own', 'own', 'plain', 'own', 'plain', 'plain', 'own', 'own'];
const ten: Migration[] = [];
for (const [index, kind] of kinds.entries()) {
  const last = ten.at(-1);
  ten.push(kind === 'plain' ? plain(index) : revision(index, last === undefined ? null : idOf(last)));
}

function graphOf(migrations: readonly Migration[]): RevisionGraph<MigrationNode> {
  const instances = migrations.map((migration) => new migration());
  return RevisionGraph.of(
    withParents(
      instances.map((one) =>
        isRevision(one) ? revisionNode(one, `${one.name}.ts`) : plainNode(one, `${one.name}.ts`),
      ),
    ),
  );
}

const nothing = () => undefined;
const logger = {
  ...{ logQuery: nothing, logQueryError: nothing, logQuerySlow: nothing },
  ...{ logSchemaBuild: nothing, logMigration: nothing, log: nothing },
};

describe.each([
  ['1.1', typeorm1],
  ['0.3', typeorm03],
])("TypeORM %s's runner and autogen's", (_version, { DataSource: Source }) => {
  let database: Database;
  let source: DataSource | undefined;
  beforeEach(async () => {
    database = await Database.create();
  });
  afterEach(async () => {
    if (source?.isInitialized) await source.destroy();
    await database.drop();
  });

  function dataSource(migrations: readonly Migration[], more: Partial<DataSourceOptions> = {}): DataSource {
    const { host, port, user, password, database: name } = database.config;
    const options = { type: 'postgres', host, port, username: user, password, database: name, entities: [], logger };
    return new Source({ ...options, ...more, migrations: [...migrations] } as DataSourceOptions);
  }

  /** With TypeORM's own runner. */
  async function typeorm(
    migrations: readonly Migration[],
    work: (source: DataSource) => Promise<unknown>,
    more: Partial<DataSourceOptions> = {},
  ): Promise<void> {
    source = await dataSource(migrations, more).initialize();
    try {
      await work(source);
    } finally {
      await source.destroy();
    }
  }

  /** With autogen's, as the command line does it: TypeORM's own migrations get a query runner on its connection. */
  async function autogen(
    migrations: readonly Migration[],
    direction: 'upgrade' | 'downgrade',
    target: string,
    more: Partial<RunOptions> = {},
  ) {
    const connection = await database.connect();
    const lender = dataSource([]);
    const lend = (inTransaction: boolean) =>
      lendQueryRunner(lender, connection as unknown as PgConnection, inTransaction);
    const done = await run({
      client: pgClient(connection, undefined, lend),
      graph: graphOf(migrations),
      load: async ({ id }) => new (migrations.find((one) => idOf(one) === id)!)(),
      plan: (current, graph) => pathTo(graph, current, direction, target),
      ...{ context, tables },
      ...more,
    });
    await connection.end();
    return done;
  }

  /** Tables and both books, and where autogen says that this is. */
  async function expectAt(applied: readonly Migration[], known: readonly Migration[] = ten) {
    const place = await readPlace(await database.client(), graphOf(known), tables);
    const books = await database.read(`SELECT to_regclass('migrations') IS NOT NULL`);
    expect({
      tables: await database.tables(),
      migrations: books[0] === 'true' ? [...(await database.migrations())].sort() : [],
      applied: [...place.graph.applied(place.current)].sort(),
      heads: place.current.length,
    }).toEqual({
      tables: applied.map((one) => `t${(Number(nameOf(one).slice(-13)) - START) / 1000}`).sort(),
      migrations: applied.map(nameOf).sort(),
      applied: applied.map(idOf).sort(),
      heads: applied.length === 0 ? 0 : 1,
    });
  }

  /** Brings the database to the first `goal` of ten. */
  async function move(runner: 'typeorm' | 'autogen', from: number, goal: number): Promise<void> {
    if (runner === 'autogen') {
      if (goal === from) return;
      const target = goal === 0 ? 'base' : idOf(ten[goal - 1]!);
      await autogen(ten, goal > from ? 'upgrade' : 'downgrade', target);
    } else if (goal > from) await typeorm(ten.slice(0, goal), (one) => one.runMigrations());
    else {
      await typeorm(ten, async (one) => {
        for (let at = from; at > goal; at -= 1) await one.undoLastMigration();
      });
    }
    await expectAt(ten.slice(0, goal));
    // Which revisions the version table names is the same whichever runner it was.
    const own = ten.slice(0, goal).filter(isOwn).slice(-1).map(idOf);
    if ((await database.read(`SELECT to_regclass('autogen_version') IS NOT NULL`))[0] === 'true') {
      expect(await database.versions()).toEqual(own);
    } else expect(own).toEqual([]);
  }

  test('alternate, up and down', async () => {
    const way: readonly (readonly ['typeorm' | 'autogen', number])[] = [
      ...([
        ['typeorm', 2],
        ['autogen', 5],
        ['typeorm', 6],
        ['autogen', 4],
        ['typeorm', 3],
        ['autogen', 8],
      ] as const),
      ...([
        ['typeorm', 10],
        ['typeorm', 8],
        ['autogen', 9],
        ['typeorm', 7],
        ['autogen', 3],
        ['typeorm', 10],
      ] as const),
      ...([
        ['autogen', 0],
        ['autogen', 10],
        ['typeorm', 4],
        ['autogen', 5],
        ['typeorm', 4],
        ['typeorm', 0],
      ] as const),
      ...([
        ['autogen', 5],
        ['typeorm', 4],
        ['typeorm', 10],
      ] as const),
    ];
    let at = 0;
    for (const [runner, goal] of way) {
      await move(runner, at, goal);
      at = goal;
    }
  });

  test.each([1, 2, 3])('alternate at random (%i)', async (seed) => {
    let state = seed * 7919;
    const random = (below: number) => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return Math.floor(state / 65_536) % below;
    };
    let at = 0;
    for (let turn = 0; turn < 12; turn += 1) {
      const goal = random(11);
      await move(random(2) === 0 ? 'typeorm' : 'autogen', at, goal);
      at = goal;
    }
  });

  test('alternate with migrationsRun: true', async () => {
    await autogen(ten, 'upgrade', idOf(ten[3]!));
    await typeorm(ten.slice(0, 7), async () => undefined, { migrationsRun: true });
    await expectAt(ten.slice(0, 7));
    await autogen(ten, 'upgrade', 'head');
    await typeorm(ten, async () => undefined, { migrationsRun: true });
    await expectAt(ten);
  });

  describe('an older one that is merged late', () => {
    test('among plain ones only: newer ones are left as they are, and can be undone before it ran', async () => {
      const plains = [plain(0), plain(1), plain(2), plain(3)];
      const early = [plains[0]!, plains[2]!, plains[3]!];
      await typeorm(early, (one) => one.runMigrations());
      const { graph, current } = await readPlace(await database.client(), graphOf(plains), tables);
      expect({ current, late: [...graph.late] }).toEqual({ current: [idOf(plains[3]!)], late: [idOf(plains[1]!)] });
      const name = nameOf(plains[1]!);
      expect(describeLate(graph)).toBe(
        ` Merged late, and pending although newer ones are applied: ${name} (${name}.ts).`,
      );
      await autogen(plains, 'downgrade', 'base');
      await expectAt([], plains);
      await typeorm(early, (one) => one.runMigrations());
      expect((await autogen(plains, 'upgrade', 'head')).steps.map(({ revision: { id } }) => id)).toEqual([
        idOf(plains[1]!),
      ]);
      await expectAt(plains, plains);
    });

    test('and is a revision of autogen, below one of TypeORM', async () => {
      const [first, own, last] = [plain(0), revision(1, nameOf(plain(0)), 'aaaa1'), plain(2)];
      const next = revision(3, nameOf(last), 'aaaa3');
      for (const runner of ['typeorm', 'autogen'] as const) {
        await typeorm([first, last], (one) => one.runMigrations());
        const known = [first, own, last, next];
        if (runner === 'typeorm') await typeorm(known, (one) => one.runMigrations());
        else await autogen(known, 'upgrade', 'head');
        await expectAt(known, known);
        expect(await database.versions()).toEqual(['aaaa3']);
        await autogen(known, 'downgrade', 'base');
        await expectAt([], known);
      }
    });
  });

  test('what was recorded with --fake is noticed, and settled by a stamp', async () => {
    const known = ten.slice(0, 6);
    await typeorm(ten.slice(0, 3), (one) => one.runMigrations());
    await typeorm(known, (one) => one.runMigrations({ fake: true }));
    expect(await failure(autogen(known, 'upgrade', 'head'))).toMatchObject({
      code: 'recorded-not-run',
      message: `TypeORM's table says that revision aaaa5 in ${nameOf(known[5]!)}.ts has run, and autogen's version table does not: it was recorded there without being run, as by migration:run --fake.`,
      hint: `if the database has what it makes: autogen stamp aaaa5; if not, let TypeORM's table forget it: autogen stamp ${idOf(known[4]!)}`,
    });
    expect(await database.tables()).toEqual(['t0', 't1', 't2']);
    const client = await database.client();
    const stampAt = (target: string) =>
      stamp({
        ...{ client, graph: graphOf(known), tables, purge: false },
        plan: (current) => stampedHeads(graphOf(known), current, [target]),
        present: async () => ({ file: undefined, checksum: undefined, fileChecksum: undefined }),
      });
    await stampAt('aaaa2');
    await autogen(known, 'upgrade', 'head');
    await expectAt(known, known);
  });
});
