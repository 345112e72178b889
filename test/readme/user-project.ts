/** The sample as a project of somebody who has installed the package: the same files, with packages of its own. */

import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../folder';
import { type Outcome, outcomeOf, plainEnvironment } from '../process';

const REPOSITORY = join(__dirname, '../..');

/** The project's folder, in the system's temporary folder; `npx autogen` works there. */
export function makeUserProject(): string {
  const folder = temporaryFolder('autogen-user-');
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

/** Runs a line as GitHub's runners do: `bash -e`. The environment names no server but the given one. */
export function runLine(line: string, cwd: string, extra: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  return outcomeOf(spawn('bash', ['-e', '-c', line], { cwd, env: plainEnvironment(extra) }));
}
