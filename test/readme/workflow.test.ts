/** The GitHub workflow that the README gives away, run as it stands there, in the sample as a user's project. */

import { rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Outcome } from '../process';
import { testServer } from '../server';
import { blocks } from './readme';
import { makeUserProject, runLine } from './user-project';

interface Job {
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
  readonly env?: Readonly<Record<string, string>>;
  readonly services?: Readonly<Record<string, { readonly env: Readonly<Record<string, string>>; ports: string[] }>>;
}

const [yaml = ''] = blocks('yaml');
const { jobs } = parse(yaml) as { readonly jobs: Readonly<Record<string, Job>> };

let project: string;

beforeAll(() => {
  project = makeUserProject();
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

test('the drift job passes, without any server', async () => {
  const { drift } = jobs;
  expect(drift?.services).toBeUndefined();
  expect(drift?.env).toBeUndefined();
  expect(await steps(drift!)).toEqual([0, 0]);
});

test('the upgrade job passes on the service database', async () => {
  const { upgrade } = jobs;
  const { postgres } = upgrade?.services ?? {};
  const url = new URL(upgrade?.env?.DATABASE_URL ?? '');
  expect([url.username, url.password, url.pathname]).toEqual([
    'postgres',
    postgres?.env.POSTGRES_PASSWORD,
    '/postgres',
  ]);
  expect(postgres?.ports).toEqual([`${url.port}:5432`]);

  const database = await (await testServer()).createDatabase();
  url.hostname = String(database.host);
  url.port = String(database.port);
  url.password = encodeURIComponent(String(database.password));
  url.pathname = `/${database.database}`;
  expect(await steps(upgrade!, { DATABASE_URL: url.href })).toEqual([0, 0, 0, 0]);
});

test('the drift job fails on an entity that was edited without a revision', async () => {
  const file = join(project, 'entities/post.ts');
  const before = await readFile(file, 'utf8');
  await writeFile(file, before.replace('title: string', 'headline: string'));
  try {
    expect(await steps(jobs.drift!)).toEqual([2]);
  } finally {
    await writeFile(file, before);
  }
});

/** The exit codes of a job's steps, up to the first that fails; `npm ci` has been done. */
async function steps(job: Job, env: Readonly<Record<string, string>> = {}): Promise<(number | null)[]> {
  const lines = job.steps.flatMap(({ run }) => run ?? []);
  expect(lines[0]).toBe('npm ci');
  const ran: Outcome[] = [];
  for (const line of lines.slice(1)) {
    const one = await runLine(line, project, { CI: 'true', ...env });
    ran.push(one);
    if (one.code === 1) throw new Error(`${line}:\n${one.stdout}${one.stderr}`);
    if (one.code !== 0) break;
  }
  return ran.map(({ code }) => code);
}
