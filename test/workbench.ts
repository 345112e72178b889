/** A database for each test of a file, and the engine at work on it. */

import { Client } from 'pg';
import { type CompareInput, type Comparison, compare } from '../src/autogen';
import type { GivenAnswers } from '../src/diff/answers';
import { statementsOf } from '../src/postgres/operations';
import type { Operation } from '../src/schema/operation';
import type { Entities } from '../src/typeorm/entities';
import { testServer } from './server';

const context = { defaultSchema: 'public', metadataTable: { schema: 'public', name: 'typeorm_metadata' } };

export interface Workbench {
  readonly client: Client;
  /** `created`: keys of the tables that revisions have created. */
  compareWith(
    wanted: Entities,
    answers?: GivenAnswers,
    created?: readonly string[],
    rest?: Partial<CompareInput>,
  ): Promise<Comparison>;
  /** Brings the database to what is wanted. */
  build(wanted: Entities): Promise<void>;
  run(operations: readonly Operation[]): Promise<void>;
  expectInSync(wanted: Entities): Promise<void>;
}

/** To be called at the top of a file. */
export function workbench(): Workbench {
  let client: Client;
  let close: () => Promise<void>;
  beforeEach(async () => {
    const server = await testServer();
    const config = await server.createDatabase();
    client = new Client(config);
    await client.connect();
    close = async () => {
      await client.end();
      await server.dropDatabase(config);
    };
  });
  afterEach(() => close());

  const compareWith = (
    wanted: Entities,
    answers: GivenAnswers = {},
    created: readonly string[] = [],
    rest: Partial<CompareInput> = {},
  ) =>
    compare({
      client,
      context,
      entities: async () => wanted,
      created: async () => new Set(created),
      ignored: [],
      kept: [],
      answers,
      ...rest,
    });
  const run = async (operations: readonly Operation[]) => {
    for (const statement of sqlOf(operations)) await client.query(statement);
  };
  return {
    get client() {
      return client;
    },
    compareWith,
    run,
    build: async (wanted) => run((await compareWith(wanted)).upgrade()),
    async expectInSync(wanted) {
      const { changes, questions } = await compareWith(wanted);
      expect({ changes, questions }).toEqual({ changes: [], questions: [] });
    },
  };
}

export function sqlOf(operations: readonly Operation[]): string[] {
  return operations.flatMap((operation) => statementsOf(operation, context));
}

export function namesOf(operations: readonly Operation[]): string[] {
  return operations.map(({ name }) => name);
}
