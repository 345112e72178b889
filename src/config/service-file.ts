/**
 * `PGSERVICE`: libpq's connection service file, which `pg` does not read. Without this a named service would silently
 * mean localhost.
 *
 * Source: PostgreSQL documentation, libpq "The Connection Service File".
 */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { AutogenError } from '../errors';
import { applicationData, type PostgresEnvironment } from './environment';

/** A service's connection parameters, by libpq's names (`host`, `port`, `user`, `dbname`, `password`, …). */
export type Service = Readonly<Record<string, string>>;

/**
 * Reads the service that `PGSERVICE` names.
 *
 * @throws AutogenError `service-not-found` where no service file has a section of that name.
 */
export function readService(name: string, environment: PostgresEnvironment): Service {
  const files = serviceFiles(environment);
  for (const file of files) {
    if (!existsSync(file)) continue;
    const service = section(readFileSync(file, 'utf8'), name);
    if (service !== undefined) return service;
  }
  throw new AutogenError(
    'service-not-found',
    `PGSERVICE names "${name}", which is not a section of ${files.join(' or ')}.`,
    {
      hint: `add a section [${name}] there, or set DATABASE_URL`,
    },
  );
}

function serviceFiles(environment: PostgresEnvironment): string[] {
  const own =
    process.platform === 'win32'
      ? join(applicationData() ?? homedir(), 'postgresql', '.pg_service.conf')
      : join(homedir(), '.pg_service.conf');
  return [environment.serviceFile ?? own, '/etc/pg_service.conf'];
}

function section(text: string, name: string): Service | undefined {
  let found: Record<string, string> | undefined;
  for (const line of text.split(/\r?\n/).map((entry) => entry.trim())) {
    if (line === '' || line.startsWith('#')) continue;
    if (line.startsWith('[')) {
      if (found !== undefined) return found;
      if (line === `[${name}]`) found = {};
      continue;
    }
    const equals = line.indexOf('=');
    if (found !== undefined && equals > 0) found[line.slice(0, equals).trim()] = line.slice(equals + 1).trim();
  }
  return found;
}
