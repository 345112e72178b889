/** A throw-away copy of this project: its configuration and its packages, without entities and revisions. */

import { chmodSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What is copied, and what is linked because it is large. */
const COPIED = ['package.json', 'tsconfig.json', 'biome.json', '.gitignore', 'ormconfig.ts'];
const LINKED = ['node_modules', 'dist'];

/** A copy in the system's temporary folder, which the user of an embedded server must be able to enter. */
export function makeProject(checkout: string): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'autogen-sample-')));
  chmodSync(folder, 0o755);
  for (const name of COPIED) cpSync(join(checkout, name), join(folder, name));
  for (const name of LINKED) symlinkSync(join(checkout, name), join(folder, name), 'junction');
  mkdirSync(join(folder, 'entities'));
  mkdirSync(join(folder, 'migrations'));
  return folder;
}

/** Links are removed as links: what they lead to stays. */
export function removeProject(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
