/** What a failed connection means, in one sentence without the password. Connects to nothing. */
import type { ClientConfig } from 'pg';
import { AutogenError } from '../errors';
import { displayName } from '../postgres/sql/quote';
import { errorCode, firstLine } from './system-error';

/** Nobody answered. Source: Node.js "Common system errors". */
const NOBODY_ANSWERS = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENOENT',
  'EPIPE',
]);

/** cannot_connect_now, admin_shutdown, crash_shutdown. Source: PostgreSQL documentation, appendix A. */
const NOT_READY = new Set(['57P01', '57P02', '57P03']);

/** invalid_password, invalid_authorization_specification. */
const REFUSED_LOGIN = new Set(['28P01', '28000']);

/**
 * Turns what `pg` threw into an AutogenError.
 *
 * @param where - `host:port/database`.
 */
export function connectionFailure(error: unknown, config: ClientConfig, where: string): AutogenError {
  const hide = redactor(config);
  const { code, message } = facts(error);
  const said = hide(message);
  const cause = Object.assign(new Error(said), { code });
  const server = `${config.host ?? 'localhost'}:${config.port ?? 5432}`;

  if (
    NOBODY_ANSWERS.has(code) ||
    NOT_READY.has(code) ||
    /timeout expired|timeout exceeded|terminated unexpectedly/.test(message)
  ) {
    return new AutogenError('server-down', `No PostgreSQL server answers at ${where}: ${said}.`, {
      hint: `start the server, or correct host and port: psql -h ${config.host ?? 'localhost'} -p ${config.port ?? 5432}`,
      cause,
    });
  }
  // `pg` itself refuses to send a password that is missing, with an error without a code.
  if (REFUSED_LOGIN.has(code) || /client password must be/.test(message)) {
    return new AutogenError(
      'wrong-password',
      `The server at ${where} refused the login of "${config.user ?? ''}": ${said}.`,
      {
        hint: 'correct user and password in the DataSource, in DATABASE_URL or in PGUSER and PGPASSWORD',
        cause,
      },
    );
  }
  if (code === '3D000') {
    return new AutogenError(
      'unknown-database',
      `The database "${config.database ?? ''}" does not exist on the server at ${server}.`,
      {
        hint: `create it: createdb -h ${config.host ?? 'localhost'} -p ${config.port ?? 5432} ${shellWord(config.database ?? '')}`,
        cause,
      },
    );
  }
  if (code === '42501') {
    return new AutogenError(
      'connection-failed',
      `The role "${config.user ?? ''}" may not connect to ${where}: ${said}.`,
      {
        hint: `let the owner of the database run: GRANT CONNECT ON DATABASE ${displayName(config.database ?? '')} TO ${displayName(config.user ?? '')};`,
        cause,
      },
    );
  }
  return new AutogenError('connection-failed', `Connecting to ${where} failed: ${said}.`, {
    hint: 'check host, port, `ssl` and the limits of the server',
    cause,
  });
}

/** Node tries several addresses of a host and then throws an AggregateError whose message is empty. */
function facts(error: unknown): { code: string; message: string } {
  const several = typeof error === 'object' && error !== null && 'errors' in error ? error.errors : undefined;
  const first: unknown = Array.isArray(several) ? several[0] : error;
  return {
    code: errorCode(error) || errorCode(first),
    message: firstLine(error) || firstLine(first) || errorCode(error),
  };
}

/** Replaces the password, as it is and as a URL spells it, wherever a library quoted it. */
function redactor(config: ClientConfig): (text: string) => string {
  const { password } = config;
  // One or two characters occur in every sentence; and a password that is also the name of something is printed as that.
  if (typeof password !== 'string' || password.length < 3) return (text) => text;
  if ([config.user, config.database, config.host].includes(password)) return (text) => text;
  const spellings = [...new Set([password, encodeURIComponent(password)])];
  return (text) => spellings.reduce((result, spelling) => result.split(spelling).join('****'), text);
}

function shellWord(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
