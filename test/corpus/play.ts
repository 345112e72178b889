/**
 * Plays a scenario on real databases: build `before`, let rows in, compare with `after`, upgrade, look, downgrade, look;
 * then upgrade again and go back by a revision of its own. What is looked at: questions, operations, a second check, the
 * catalog beside that of `synchronize()`, the rows.
 */

import { Client, type ClientConfig } from 'pg';
import { type Comparison, compare } from '../../src/autogen';
import { flagsFor, type GivenAnswers } from '../../src/diff/answers';
import type { Rename } from '../../src/diff/change';
import { quotePath } from '../../src/postgres/sql/quote';
import { renderOperation } from '../../src/render/report';
import { formatId, keyOf } from '../../src/schema/object';
import type { Operation } from '../../src/schema/operation';
import type { Entities } from '../../src/typeorm/entities';
import { readCatalog, readTypeormMetadata } from '../catalog';
import { testServer } from '../server';
import { type Side, sideOf } from './entities';
import { mismatch } from './operations';
import {
  type Direction,
  type Expected,
  type ExpectedOperation,
  exceptions,
  expectationOf,
  type Scenario,
  sqlOf,
} from './scenario';
import { byScript, byUpgrade } from './ways';

/** @throws Error that lists all that is not as it should be. */
export async function play(scenario: Scenario): Promise<void> {
  const expected = expectationOf(scenario);
  const complaints: string[] = [];
  try {
    await withDatabases(async (open) => {
      const player = new Player(scenario, expected, open, complaints);
      const { upgrade } = expected ?? {};
      await (expected === undefined || upgrade === undefined
        ? player.staysInSync()
        : player.changes(expected, upgrade));
    });
  } catch (error) {
    complaints.push(error instanceof Stop ? error.message : ((error as Error).stack ?? String(error)));
  }
  if (complaints.length > 0) throw new Error(`${scenario.family}/${scenario.name}\n\n${complaints.join('\n\n')}`);
}

/** There is no use in going on. */
class Stop extends Error {}

interface Opened {
  readonly client: Client;
  readonly config: ClientConfig;
}

type Open = () => Promise<Opened>;

class Player {
  readonly #differing: string[] = [];

  constructor(
    readonly scenario: Scenario,
    readonly expected: Expected | undefined,
    readonly open: Open,
    readonly complaints: string[],
  ) {}

  /** No `expected.ts`: the entities are in sync with what they build, and with what `synchronize()` builds. */
  async staysInSync(): Promise<void> {
    const side = await this.#before();
    const { client } = await this.#database();
    const first = await this.#build(client, side);
    const built = await factsOf(client);
    const undone = await run(client, first.downgrade(), side);
    this.#list('the first revision cannot be undone', undone === undefined ? [] : [undone.text]);
    await this.#expectSameByScript('the first revision', client, first.upgrade(), side, built);
    await client.query(sqlOf(this.scenario, 'by-hand.sql'));
    await client.query(sqlOf(this.scenario, 'rows.sql'));
    await this.#expectInSync('after the first revision', client, side, side);

    await this.#expectBuiltAs('in sync', built, side, async (fresh) => {
      await fresh.query(sqlOf(this.scenario, 'by-hand.sql'));
      if (this.expected?.differs === undefined) {
        await this.#expectInSync('on what synchronize() has built', fresh, side, side);
      }
    });
    this.#reportDifferences(this.expected ?? {});
  }

  async changes(expected: Expected, upgrade: Direction | readonly ExpectedOperation[]): Promise<void> {
    const { scenario } = this;
    const before = await this.#before();
    const after = scenario.files.has('after.ts')
      ? await sideOf(scenario.folder, 'after.ts')
      : await sideOf(scenario.folder, 'before.ts');
    const { client, config } = await this.#database();
    if (this.#isFromOlder) await before.synchronize(config);
    else await this.#build(client, before);
    await client.query(sqlOf(scenario, 'by-hand.sql'));
    await client.query(sqlOf(scenario, 'rows.sql'));

    const there = await this.#revision('upgrade', client, { before, after, direction: directionOf(upgrade) });
    if (there !== undefined && expected.back !== false) {
      const back = expected.back === undefined ? undefined : directionOf(expected.back);
      await run(client, there, after);
      await this.#revision('back', client, { before: after, after: before, direction: back });
    }
    this.#reportDifferences(expected);
  }

  get #isFromOlder(): boolean {
    return this.scenario.family === 'typeorm-0.3';
  }

  #before(): Promise<Side> {
    return sideOf(this.scenario.folder, 'before.ts', this.#isFromOlder ? 'typeorm-0.3' : 'typeorm');
  }

  /** One revision, both ways; ends where it began. Returns the operations of the way there, if it works with the rows. */
  async #revision(
    what: string,
    client: Client,
    { before, after, direction }: { before: Side; after: Side; direction: Direction | undefined },
  ): Promise<readonly Operation[] | undefined> {
    const factsBefore = await factsOf(client);
    const asked = await this.#compare(client, before, after);
    if (direction !== undefined) {
      this.#equal(`${what}: questions`, (direction.asks ?? []).map(sorted), asked.questions.map(flagsFor).map(sorted));
    } else if (asked.questions.length > 0) {
      throw new Stop(`${what}: asks, and nothing is expected:\n  ${asked.questions.flatMap(flagsFor).join('\n  ')}`);
    }
    let upgrade: readonly Operation[];
    let downgrade: readonly Operation[];
    let found: Comparison;
    try {
      const { answers = [] } = direction ?? {};
      found = answers.length === 0 ? asked : await this.#compare(client, before, after, answersOf(answers));
      this.#list(
        `${what}: questions that are left`,
        found.questions.map((question) => flagsFor(question).join('  ')),
      );
      this.#list(
        `${what}: cannot tell`,
        found.unsettled.map(({ object, reason }) => `${formatId(object)}: ${reason}`),
      );
      [upgrade, downgrade] = [found.upgrade(), found.downgrade()];
    } catch (error) {
      const { code } = error as { code?: string };
      if (direction?.fails === undefined || direction.fails !== code) throw error;
      return undefined;
    }
    if (direction?.fails !== undefined) this.complaints.push(`${what}: does not fail with ${direction.fails}`);
    if (direction !== undefined) this.#operations(what, direction.operations, upgrade.filter(changesSomething));

    const kept = await this.#rowsOf(client, before, after, found.changes.filter(isRename), direction?.changes ?? []);
    let refused = await run(client, upgrade, after);
    this.#equal(`${what}: PostgreSQL refuses it because of the rows`, direction?.refused, refused?.code, refused?.text);
    if (refused !== undefined) {
      this.#list(`${what}: changed although it was refused`, differences(factsBefore, await factsOf(client)));
      await empty(client, before);
      const again = await run(client, upgrade, after);
      if (again !== undefined) throw new Stop(`${what}: PostgreSQL refuses it without rows: ${again.text}`);
    }
    await this.#expectInSync(`after the ${what}`, client, after, before);
    const factsThere = await factsOf(client);
    await this.#expectBuiltAs(what, factsThere, after);
    if (refused === undefined) {
      this.#list(`${what}: rows (- before, + after)`, differences(kept.values, await kept.now()));
      for (const [query, values] of Object.entries(direction?.rows ?? {})) {
        const { rows } = await client.query<unknown[]>({ text: query, rowMode: 'array' });
        const got = rows.map(([value]) => (value === null ? null : String(value)));
        this.#equal(`${what}: ${query}`, values, got);
      }
    }

    const returnRefused = await run(client, downgrade, after);
    this.#equal(
      `downgrade of ${what}: PostgreSQL refuses it because of the rows`,
      direction?.downgradeRefused,
      returnRefused?.code,
      returnRefused?.text,
    );
    if (returnRefused !== undefined) {
      this.#list(`downgrade of ${what}: changed although refused`, differences(factsThere, await factsOf(client)));
      await empty(client, after);
      const again = await run(client, downgrade, after);
      if (again !== undefined)
        throw new Stop(`downgrade of ${what}: PostgreSQL refuses it without rows: ${again.text}`);
      refused = returnRefused;
    }
    const inexact = differences(factsBefore, await factsOf(client));
    this.#differing.push(...inexact.map((line) => `${line}   (downgrade of ${what}, which must be exact)`));
    if (refused === undefined) {
      this.#list(`downgrade of ${what}: rows (- before, + after)`, differences(kept.values, await kept.before()));
    }
    const factsBack = await factsOf(client);
    await this.#expectSameByScript(what, client, upgrade, after, factsThere);
    await this.#expectSameByScript(`downgrade of ${what}`, client, downgrade, after, factsBack);
    return upgrade;
  }

  #operations(what: string, expected: readonly ExpectedOperation[], found: readonly Operation[]): void {
    const wrong = mismatch(expected, found);
    if (wrong === undefined) return;
    this.complaints.push(
      `${what}: ${wrong}\n  wanted:\n${expected.map((one) => `    ${JSON.stringify(one)}`).join('\n')}\n  found:\n${found.map((one) => `    ${renderOperation(one)}`).join('\n')}`,
    );
  }

  /** A plain client with the script of `autogen sql` leaves what the run has left, before which the database is again. */
  async #expectSameByScript(
    what: string,
    client: Client,
    operations: readonly Operation[],
    { entities }: Side,
    facts: readonly string[],
  ): Promise<void> {
    const answer = await byScript(client, operations, entities);
    if (!Array.isArray(answer)) throw new Stop(`${what}: the script fails: ${JSON.stringify(answer)}`);
    this.#equal(`${what}: the version table behind the script`, ['aaaa1111'], answer);
    this.#list(`${what}: by script (- as upgraded, + by script)`, differences(facts, await factsOf(client)));
  }

  /** Compares the catalog with that of a database which TypeORM has built, and lends that. */
  async #expectBuiltAs(
    what: string,
    facts: readonly string[],
    side: Side,
    use: (fresh: Client) => Promise<void> = async () => undefined,
  ): Promise<void> {
    const { config, client } = await this.#database();
    const { synchronizeFails } = this.expected ?? {};
    try {
      await side.synchronize(config);
    } catch (error) {
      const { message } = error as Error;
      if (synchronizeFails === undefined || !message.includes(synchronizeFails)) throw error;
      this.#differing.push(message);
      return;
    }
    const found = differences((await factsOf(client)).filter(isManaged), facts.filter(isManaged));
    this.#differing.push(...found.map((line) => `${line}   (${what})`));
    await use(client);
  }

  #reportDifferences({ differs: pieces = [], synchronizeFails }: Expected): void {
    const differs = synchronizeFails === undefined ? pieces : [...pieces, synchronizeFails];
    const lines = this.#differing;
    const isExpected = (line: string) => differs.some((piece) => line.includes(piece));
    this.#list(
      'the catalog is not as it should be (-)',
      lines.filter((line) => !isExpected(line)),
    );
    const needless = differs.filter((piece) => !lines.some((line) => line.includes(piece)));
    this.#list('expected to differ, and does not', needless);
    const reason = exceptions().get(`${this.scenario.family}/${this.scenario.name}`);
    if (differs.length > 0 !== (reason !== undefined)) {
      this.complaints.push(`exceptions.md ${reason === undefined ? 'has no reason' : 'has a needless reason'}`);
    }
  }

  async #expectInSync(when: string, client: Client, side: Side, former: Side): Promise<void> {
    const { changes, questions, unsettled, unmanaged } = await this.#compare(client, former, side);
    this.#list(`check is not clean ${when}`, [
      ...changes.map((change) => JSON.stringify(change)),
      ...questions.flatMap(flagsFor),
      ...unsettled.map(String),
    ]);
    this.#equal(`unmanaged ${when}`, this.expected?.unmanaged ?? [], unmanaged.map(formatId));
  }

  async #build(client: Client, side: Side): Promise<Comparison> {
    const compared = await this.#compare(client, side, side);
    const failure = await run(client, compared.upgrade(), side);
    if (failure !== undefined) throw new Stop(`the first revision fails: ${failure.text}`);
    return compared;
  }

  #compare(client: Client, before: Side, after: Side, answers: GivenAnswers = {}): Promise<Comparison> {
    const { filters, kept = [] } = this.expected ?? {};
    return compare({
      client,
      context: after.entities,
      entities: async () => after.entities,
      created: async () => createdBy(before.entities, after.entities),
      ignored: [],
      filters: filters === undefined ? undefined : { include: [], exclude: [], ...filters },
      kept,
      answers,
      scratch: async (use) => use((await this.open()).client),
    });
  }

  async #database(): Promise<Opened> {
    const opened = await this.open();
    await opened.client.query(sqlOf(this.scenario, 'setup.sql'));
    return opened;
  }

  /** What columns of both sides hold, as text: now, and whenever it is asked for again. */
  async #rowsOf(
    client: Client,
    before: Side,
    after: Side,
    renames: readonly Rename[],
    changing: readonly string[],
  ): Promise<{ values: string[]; now(): Promise<string[]>; before(): Promise<string[]> }> {
    const { rows: found } = await client.query<{ column: string }>(
      `SELECT table_schema || '.' || table_name || '.' || column_name AS column FROM information_schema.columns`,
    );
    const there = new Set(found.map(({ column }) => column));
    const pairs = before.entities.tables.flatMap((table) => {
      const name = newName(renames, 'table', [table.schema, table.name]);
      const other = after.entities.tables.find((one) => one.schema === table.schema && one.name === name);
      if (other === undefined) return [];
      const columns = table.columns.flatMap(({ name: old, generatedAs }) => {
        if (!there.has(`${table.schema}.${table.name}.${old}`)) return [];
        const now = newName(renames, 'column', [table.schema, name, old]);
        const isThere = other.columns.some((column) => column.name === now && column.generatedAs === null);
        const isNew =
          now === old && renames.some((one) => one.to.kind === 'column' && sameEnd(one.to.path, [name, now]));
        const changes = changing.includes(`${other.name}.${now}`);
        return isThere && !isNew && !changes && generatedAs === null ? [{ old, now }] : [];
      });
      return columns.length === 0 ? [] : [{ table, other, columns }];
    });
    const read = async (side: 'old' | 'now') => {
      const lines: string[] = [];
      for (const { table, other, columns } of pairs) {
        const from = side === 'old' ? table : other;
        const { rows } = await client.query<unknown[]>({
          text: `SELECT ${columns.map((column) => `${quotePath(column[side])}::text`).join(', ')} FROM ${quotePath(from.schema, from.name)}`,
          rowMode: 'array',
        });
        lines.push(...rows.map((row) => `${table.name}: ${JSON.stringify(row)}`));
      }
      return lines.sort();
    };
    return { values: await read('old'), now: () => read('now'), before: () => read('old') };
  }

  #list(what: string, lines: readonly string[]): void {
    if (lines.length > 0) this.complaints.push(`${what}:\n${lines.map((line) => `  ${line}`).join('\n')}`);
  }

  #equal(what: string, wanted: unknown, found: unknown, more = ''): void {
    const [left, right] = [JSON.stringify(wanted, null, 1), JSON.stringify(found, null, 1)];
    if (left !== right) this.complaints.push(`${what}:\n  wanted ${left}\n  found ${right} ${more}`);
  }
}

function directionOf(given: Direction | readonly ExpectedOperation[]): Direction {
  return 'operations' in given ? given : { operations: given };
}

const sorted = (flags: readonly string[]) => [...flags].sort();

/** A probe looks for rows in the way, and says so as PostgreSQL would: with its code. */
const changesSomething = ({ name }: Operation) => name !== 'probe';

const isRename = (change: { readonly verb: string }): change is Rename => change.verb === 'rename';

function sameEnd(path: readonly string[], end: readonly string[]): boolean {
  return end.every((name, place) => path.at(place - end.length) === name);
}

function newName(renames: readonly Rename[], kind: string, path: readonly string[]): string {
  const move = (known: readonly string[], { object, to }: Rename) =>
    object.kind === kind && object.path.join('.') === known.join('.') ? to.path : known;
  return renames.reduce(move, path).at(-1) as string;
}

/** `--rename a=b` → what the library takes. */
function answersOf(flags: readonly string[]): GivenAnswers {
  const answers: Record<string, string[]> = {};
  for (const flag of flags) {
    const { words = '', text = '' } = /^--(?<words>[a-z-]+) (?<text>.*)$/s.exec(flag)?.groups ?? {};
    const option = words.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    // As a shell reads it.
    const value = /^'(?<quoted>.*)'$/s.exec(text)?.groups?.quoted?.replaceAll("'\\''", "'") ?? text;
    answers[option] = [...(answers[option] ?? []), value];
  }
  return answers;
}

function createdBy(...sides: readonly Entities[]): ReadonlySet<string> {
  return new Set(
    sides.flatMap(({ tables, views }) => [
      ...tables.map(({ schema, name }) => keyOf({ kind: 'table', path: [schema, name] })),
      ...views.map(({ schema, name }) => keyOf({ kind: 'view', path: [schema, name] })),
    ]),
  );
}

/** Runs operations as `upgrade` runs a revision. Returns why PostgreSQL refuses them because of rows. */
async function run(
  client: Client,
  operations: readonly Operation[],
  { entities }: Side,
): Promise<{ readonly code: string; readonly text: string } | undefined> {
  const answer = await byUpgrade(client, operations, entities);
  if (!('code' in answer)) {
    if (answer.join() !== 'aaaa1111') throw new Stop(`the version table is at ${answer.join()} after the upgrade`);
    return undefined;
  }
  const { code, text } = answer;
  if (code === undefined || !/^2[23]/.test(code)) throw new Stop(`PostgreSQL refuses (${code}): ${text}`);
  return { code, text };
}

async function empty(client: Client, { entities }: Side): Promise<void> {
  const names = entities.tables.map(({ schema, name }) => quotePath(schema, name));
  if (names.length > 0) await client.query(`TRUNCATE ${names.join(', ')} CASCADE`);
}

/** The catalog, and the rows of TypeORM's own table, which may be there empty. */
async function factsOf(client: Client): Promise<string[]> {
  const facts = await readCatalog(client, { ignoreTables: ['typeorm_metadata'] });
  const rows = await readTypeormMetadata(client);
  return [...facts, ...rows].sort();
}

/** Schemas and extensions stay when nothing needs them any more. */
function isManaged(line: string): boolean {
  return !/^(schema|extension|comment on extension) /.test(line);
}

/** What one list has more often than the other. */
function differences(expected: readonly string[], found: readonly string[]): string[] {
  const left = [...expected];
  const extra = found.filter((line) => {
    const place = left.indexOf(line);
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
  return [...left.map((line) => `- ${line}`), ...extra.map((line) => `+ ${line}`)];
}

async function withDatabases(work: (open: Open) => Promise<void>): Promise<void> {
  const server = await testServer();
  const opened: Opened[] = [];
  try {
    await work(async () => {
      const config = await server.createDatabase();
      const client = new Client(config);
      opened.push({ client, config });
      await client.connect();
      return { client, config };
    });
  } finally {
    for (const { client, config } of opened) {
      await client.end();
      await server.dropDatabase(config);
    }
  }
}
