/** Makes the data folder of a PostgreSQL server, with its first database. Starts no server. */
import { spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AutogenError } from '../errors';
import { quoteIdentifier } from '../postgres/sql/quote';
import { cannotRun, isBroken, type PostgresBinaries } from './postgres-binaries';
import { lastWords, SUPERUSER } from './postmaster';
import type { SystemUser } from './system-user';

/**
 * Makes a data folder: UTF-8, C.UTF-8 rules where PostgreSQL has them built in (so that a project behaves the same on
 * every machine), login by password only.
 *
 * @param folder - where the data folder is made, as `data`; it must exist and be reachable for the user.
 * @param database - a database to create, beside the usual `postgres`.
 */
export async function initialise(
  folder: string,
  options: {
    readonly binaries: PostgresBinaries;
    readonly user: SystemUser | undefined;
    readonly password: string;
    readonly database?: string;
    /** `false` for throw-away servers: nothing is flushed to disk. */
    readonly isDurable: boolean;
  },
): Promise<void> {
  const { binaries, user } = options;
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password.tmp');
  mkdirSync(data, { mode: 0o700 });
  chmodSync(data, 0o700);
  writeFileSync(passwordFile, `${options.password}\n`, { mode: 0o600 });
  if (user !== undefined) for (const path of [data, passwordFile]) chownSync(path, user.uid, user.gid);
  const locale =
    binaries.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'] : ['--no-locale'];
  const durability = options.isDurable ? [] : ['--no-sync', '--wal-segsize=1'];
  try {
    await run(binaries, user, binaries.initdb, [
      `--pgdata=${data}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      ...locale,
      ...durability,
    ]);
    if (options.database !== undefined) {
      const flush = options.isDurable ? [] : ['-F'];
      const statement = `CREATE DATABASE ${quoteIdentifier(options.database)}\n`;
      await run(binaries, user, binaries.postgres, ['--single', ...flush, '-D', data, 'postgres'], statement);
    }
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Runs a program to its end. Its working folder is one that every user can enter. */
async function run(
  binaries: PostgresBinaries,
  user: SystemUser | undefined,
  program: string,
  args: readonly string[],
  input = '',
): Promise<void> {
  const child = spawn(program, args, { ...user, env: binaries.environment, cwd: '/', stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  child.stdin.on('error', () => undefined).end(input);
  const failure = await new Promise<unknown>((resolve) => {
    child.on('error', resolve);
    child.on('close', (code, signal) => resolve(code === 0 ? undefined : `${signal ?? `exit code ${code}`}`));
  });
  if (failure === undefined) return;
  const broken = isBroken(binaries);
  if (broken !== undefined) throw cannotRun(binaries, broken);
  throw new AutogenError(
    'embedded-failed',
    `The embedded PostgreSQL could not be set up: ${lastWords(output, String(failure))}.`,
    {
      hint: 'check free space and permissions, or set DATABASE_URL',
      cause: new Error(output),
    },
  );
}
