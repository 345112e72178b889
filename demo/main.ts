/**
 * `npm run demo`: the tutorial, from an empty database, with the real command line and its real output, in a temporary
 * copy of this project. Every exit code is checked, so the demo is a test too.
 */

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { Client } from 'pg';
import { embeddedUrl, startEmbedded, stopEmbedded } from 'typeorm-autogen';
import { embeddedOnly } from './environment';
import { makeProject, removeProject } from './project';
import { stageEntities, stages } from './stages';

const checkout = process.cwd();
const project = makeProject(checkout);

function say(text: string): void {
  process.stdout.write(`\n${paint('cyan', text.replace(/^/gm, '# '))}\n`);
}

function show(command: string): void {
  process.stdout.write(`\n${paint('bold', `$ ${command}`)}\n`);
}

function paint(style: 'cyan' | 'bold', text: string): string {
  return process.stdout.isTTY ? styleText(style, text) : text;
}

/** Runs the built command, as it was typed, and wants it to end with this exit code. */
function autogen(line: string, { expect = 0, cwd = project }: { expect?: number; cwd?: string } = {}): void {
  show(`autogen ${line}`);
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
  const { status } = spawnSync(process.execPath, [join(checkout, 'dist/cli/main.js'), ...words], {
    cwd,
    // Nobody is asked anything: the demo shows what a pipeline would see.
    stdio: ['ignore', 'inherit', 'inherit'],
    env: embeddedOnly(),
  });
  if (expect !== 0) process.stdout.write(`(exit code ${status})\n`);
  if (status !== expect) throw new Error(`autogen ${line} ended with ${status}, not with ${expect}`);
}

/** The newest revision file. */
function newest(): string {
  return `migrations/${readdirSync(join(project, 'migrations')).sort().at(-1)}`;
}

function cat(file: string): void {
  show(`cat ${file}`);
  process.stdout.write(readFileSync(join(project, file), 'utf8'));
}

function edit(file: string, from: string, to: string): void {
  const path = join(project, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not contain ${from}`);
  writeFileSync(path, text.replace(from, to));
}

/** What a person would type into psql, which need not be there. */
async function sql(...statements: string[]): Promise<void> {
  await startEmbedded({ cwd: project });
  const { url } = await embeddedUrl({ cwd: project });
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) {
      process.stdout.write(`\n${paint('bold', `sql> ${statement};`)}\n`);
      const { rows, command, rowCount } = await client.query<Record<string, unknown>>(statement);
      process.stdout.write(rows.length > 0 ? table(rows) : `${command} ${rowCount ?? ''}\n`);
    }
  } finally {
    await client.end();
    await stopEmbedded({ cwd: project });
  }
}

function table(rows: readonly Record<string, unknown>[]): string {
  const names = Object.keys(rows[0] ?? {});
  const cells = [names, ...rows.map((row) => names.map((name) => String(row[name])))];
  const widths = names.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  const lines = cells.map((line) => line.map((cell, column) => ` ${cell.padEnd(widths[column] ?? 0)} `).join('|'));
  lines.splice(1, 0, widths.map((width) => '-'.repeat(width + 2)).join('+'));
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

async function tutorial(): Promise<void> {
  const [posts, users, votes] = stages;
  say(`A copy of the sample in ${project}, with an empty database.\nThere is one entity so far: Post.`);
  stageEntities(posts!, checkout, project);
  autogen('revision -m "create posts"');
  cat(newest());
  autogen('upgrade head');

  say(
    'A second entity, User; and every Post gets an owner. The table posts is still empty, so the column may be required.',
  );
  stageEntities(users!, checkout, project);
  autogen('revision -m "add users and the owner"');
  autogen('show head --sql');
  autogen('upgrade head');

  say('A third entity, Vote: one for each user and post.');
  stageEntities(votes!, checkout, project);
  autogen('revision -m "add votes table"');
  autogen('upgrade head');
  autogen('check');

  say('Somebody writes a post.');
  await sql(
    `INSERT INTO users (email, password) VALUES ('ada@example.com', 'secret')`,
    `INSERT INTO posts (title, content, owner_id) VALUES ('Hello', 'This text must survive.', 1)`,
  );

  say('An entity is edited: a title has 200 characters at most. Until there is a revision for it, check fails.');
  edit('entities/post.ts', '@Column()\n  title: string', '@Column({ length: 200 })\n  title: string');
  autogen('check', { expect: 2 });
  autogen('revision -m "limit titles"');
  autogen('upgrade head');
  autogen('check');

  say('The property content is renamed to body. Nothing is dropped in silence: only a person can tell what is meant.');
  edit('entities/post.ts', 'content: string', 'body: string');
  autogen('revision -m "rename content to body"', { expect: 2 });
  autogen('revision -m "rename content to body" --rename posts.content=body');
  autogen('upgrade head');
  autogen('check');
  await sql('SELECT id, title, body FROM posts');

  say('Looking back, and one step back.');
  autogen('history');
  autogen('downgrade -1');
  autogen('current');
  await sql('SELECT version_num FROM autogen_version');

  say(
    'The checkout itself has three revisions and an embedded database of its own. Brought to head, it is ready for yours:\nedit entities/, then run: npx autogen revision -m "…"',
  );
  autogen('upgrade head', { cwd: checkout });
  autogen('current', { cwd: checkout });
}

tutorial()
  .finally(() => removeProject(project))
  .catch((error: unknown) => {
    process.stderr.write(`\nThe demo stopped: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
