/** The README's example for Jest, run as it stands there, in the sample as a user's project. */

import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import ts from 'typescript';
import { urlOf } from '../cli/command';
import { writeFiles } from '../folder';
import { testServer } from '../server';
import { blocks } from './readme';
import { makeUserProject, runLine } from './user-project';

const REPOSITORY = join(__dirname, '../..');

const files = Object.fromEntries(
  [...blocks('js'), ...blocks('ts')].flatMap((block) => {
    const [, path] = /^\/\/ (jest\.config\.js|test\/\S+)\n/.exec(block) ?? [];
    return path === undefined ? [] : [[path, block] as const];
  }),
);

let project: string;
beforeAll(() => {
  project = makeUserProject();
  for (const name of ['jest', '@types'])
    symlinkSync(join(REPOSITORY, 'node_modules', name), join(project, 'node_modules', name));
  writeFiles(project, files);
  // A second worker, with the same database as its template.
  writeFileSync(join(project, 'test/others.test.ts'), files['test/users.test.ts']!);
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

const runJest = (env: Readonly<Record<string, string>> = {}) => {
  const transform = JSON.stringify({ '\\.ts$': join(__dirname, 'transform.js') });
  return runLine(
    `node node_modules/jest/bin/jest.js --maxWorkers 2 --no-cache --transform '${transform}'`,
    project,
    env,
  );
};

test('it is complete, and compiles', () => {
  expect(Object.keys(files).sort()).toEqual([
    'jest.config.js',
    'test/set-up.js',
    'test/tear-down.js',
    'test/users.test.ts',
  ]);
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(project, 'tsconfig.json'), ts.sys.readFile).config,
    ts.sys,
    project,
  );
  const program = ts.createProgram([join(project, 'test/users.test.ts')], {
    ...options,
    ...{ noEmit: true, types: ['jest', 'node'], rootDir: undefined },
  });
  const complaints = ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText);
  expect(complaints).toEqual([]);
});

test('it passes without any server, and twice on one, where it leaves the template alone', async () => {
  expect(await runJest()).toMatchObject({ code: 0, stderr: expect.stringContaining('Tests:       2 passed, 2 total') });

  const server = await testServer();
  const database = await server.createDatabase();
  for (let turn = 0; turn < 2; turn += 1) {
    expect(await runJest({ DATABASE_URL: urlOf(database) })).toMatchObject({ code: 0 });
  }
  const client = new Client(database);
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database WHERE datname ~ '^autogen_test_[0-9a-f]{12}_' ORDER BY oid DESC LIMIT 1`,
  );
  const tables = await client.query("SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace");
  await client.end();
  expect(tables.rows).toEqual([]);
  const [name] = rows.map((row) => row.name);
  expect(name).toMatch(/^autogen_test_[0-9a-f]{12}_[0-9a-f]{12}$/);
  await server.dropDatabase({ ...database, database: name! });
  await server.dropDatabase(database);
});
