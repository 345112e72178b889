/** `npm run demo`, played in a copy of the checkout: the checkout's own embedded database is left alone. */

import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeProject, removeProject } from '../../demo/project';

const ROOT = join(__dirname, '../..');

let checkout: string;

beforeAll(() => {
  checkout = makeProject(ROOT);
  mkdirSync(join(checkout, 'demo'));
  for (const name of ['entities', 'migrations', 'demo/stages']) {
    cpSync(join(ROOT, name), join(checkout, name), { recursive: true });
  }
});

afterAll(() => removeProject(checkout));

function run(args: readonly string[]): Promise<{ status: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const environment = { ...process.env, NO_COLOR: '1' };
    const child = spawn(process.execPath, args, { cwd: checkout, env: environment });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, output }));
  });
}

test('the demo plays to its end, and leaves the checkout ready for a first revision', async () => {
  const { status, output } = await run([join(ROOT, 'dist/demo/main.js')]);
  expect([status, status === 0 ? '' : output]).toEqual([0, '']);

  const typed = output.split('\n').filter((line) => /^(?:\$|sql>) /.test(line));
  const indexOf = (text: string, from = 0) => {
    const index = typed.findIndex((line, place) => place >= from && line.includes(text));
    expect([text, index]).toEqual([text, expect.any(Number)]);
    expect(index).toBeGreaterThanOrEqual(from);
    return index;
  };
  let at = 0;
  for (const text of [
    ...['create posts', 'upgrade head', 'add users and the owner', 'upgrade head', 'add votes table', 'upgrade head'],
    ...['autogen check', 'limit titles', 'upgrade head', 'autogen check', '--rename posts.content=body'],
    ...['autogen history', 'autogen downgrade -1', 'SELECT version_num FROM autogen_version'],
  ]) {
    at = indexOf(text, at) + 1;
  }
  expect(output).toContain('type varchar → varchar(200)\n');
  expect(output).toContain('This text must survive.');

  // What comes next, as the demo says itself.
  const post = join(checkout, 'entities/post.ts');
  writeFileSync(
    post,
    readFileSync(post, 'utf8').replace('@Column()\n  content', '@Column({ length: 9000 })\n  content'),
  );
  const written = await run([join(ROOT, 'dist/cli/main.js'), 'revision', '-m', 'limit contents']);
  expect([written.status, written.output]).toEqual([0, expect.stringContaining('type varchar → varchar(9000)\n')]);
  expect(readdirSync(join(checkout, 'migrations'))).toHaveLength(4);
}, 240_000);
