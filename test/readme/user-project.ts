/** The sample as a project of somebody who has installed the package: the same files, with packages of its own. */

import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const REPOSITORY = join(__dirname, '../..');

/** The project's folder, in the system's temporary folder; `npx autogen` works there. */
export function makeUserProject(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'autogen-user-')));
  chmodSync(folder, 0o755);
  for (const name of ['ormconfig.ts', 'tsconfig.json', 'entities', 'migrations']) {
    cpSync(join(REPOSITORY, name), join(folder, name), { recursive: true });
  }
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ name: 'blog', version: '1.0.0', private: true })}\n`);
  const packages = join(folder, 'node_modules');
  mkdirSync(join(packages, '.bin'), { recursive: true });
  for (const name of ['typeorm', 'pg', 'reflect-metadata']) {
    symlinkSync(join(REPOSITORY, 'node_modules', name), join(packages, name), 'junction');
  }
  symlinkSync(REPOSITORY, join(packages, 'typeorm-autogen'), 'junction');
  const bin = join(packages, '.bin/autogen');
  writeFileSync(bin, `#!/bin/sh\nexec node "${join(packages, 'typeorm-autogen/dist/cli/main.js')}" "$@"\n`);
  chmodSync(bin, 0o755);
  return folder;
}

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a line as GitHub's runners do: `bash -e`. The environment names no server but the given one. */
export function runLine(line: string, cwd: string, extra: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const environment: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (!/^(?:PG.*|DATABASE_URL|CI|NODE_ENV|AUTOGEN_.*|npm_.*)$/.test(name)) environment[name] = value;
  }
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-e', '-c', line], { cwd, env: { ...environment, ...extra } });
    const out = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        out[name] += text;
      });
    }
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, ...out }));
  });
}
