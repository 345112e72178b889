/** Which server a command talks to, and what it says when it cannot. */
import { createServer } from 'node:net';
import { inspect } from 'node:util';
import { connect, resolveTarget, type Target } from '../../src/config/connection';
import type { LoadedConfig } from '../../src/config/data-source';
import { createScratchServer, type ScratchServer } from '../../src/config/embedded';
import { CONNECTION_VARIABLES } from '../../src/config/environment';
import { resolveSettings } from '../../src/config/settings';
import type { AutogenError } from '../../src/errors';

const SECRET = 'p@ss:w/rd!';
const before = { ...process.env };

beforeEach(() => {
  for (const name of [...CONNECTION_VARIABLES, 'PGPASSWORD', 'PGSERVICEFILE', 'CI', 'NODE_ENV'])
    delete process.env[name];
});
afterAll(() => {
  process.env = before;
});

function target(options: Record<string, unknown>, embedded?: boolean): Target {
  const loaded = {
    file: '/project/ormconfig.ts',
    root: '/project',
    dataSource: { options: { type: 'postgres', ...options } },
    settings: resolveSettings({ embedded }, '/project/ormconfig.ts', '/project'),
  };
  return resolveTarget(loaded as unknown as LoadedConfig);
}

function server(options: Record<string, unknown>): Extract<Target, { kind: 'server' }> {
  const found = target(options);
  if (found.kind !== 'server') throw new Error('embedded');
  return found;
}

function refusal(options: Record<string, unknown>, embedded?: boolean): AutogenError {
  try {
    target(options, embedded);
  } catch (error) {
    return error as AutogenError;
  }
  throw new Error('it was not refused');
}

describe('precedence', () => {
  test('options of the DataSource, then DATABASE_URL, then PG*', () => {
    process.env.PGHOST = 'from-pg';
    process.env.PGPORT = '6000';
    expect(server({}).describe()).toMatch(/^from-pg:6000\//);
    process.env.DATABASE_URL = 'postgres://u@from-url:6001/d';
    expect(server({}).describe()).toBe('from-url:6001/d');
    expect(server({ host: 'from-options', port: 6002, database: 'o' }).describe()).toBe('from-options:6002/o');
  });

  test('gaps in the options are filled as libpq does', () => {
    process.env.PGUSER = 'me';
    process.env.PGPASSWORD = 'x';
    expect(server({ host: 'h' }).config).toMatchObject({
      host: 'h',
      port: 5432,
      user: 'me',
      database: 'me',
      password: 'x',
    });
  });

  test('a URL beats single options, `extra` beats both, replication means its master', () => {
    expect(server({ url: 'postgres://u:p@one/a', host: 'two', database: 'b' }).describe()).toBe('one:5432/a');
    expect(server({ host: 'two', database: 'b', extra: { host: '/run/postgresql' } }).describe()).toBe(
      '/run/postgresql:5432/b',
    );
    const replication = { master: { url: 'postgres://m/db' }, slaves: [{ url: 'postgres://s/db' }] };
    expect(server({ replication }).describe()).toBe('m:5432/db');
  });

  test('ssl and time-outs say nothing about where, and are used everywhere', () => {
    process.env.DATABASE_URL = 'postgres://u@h/d';
    const ssl = { rejectUnauthorized: false };
    expect(server({ ssl, connectTimeoutMS: 5, extra: { keepAlive: true } }).config).toMatchObject({
      ssl,
      connectionTimeoutMillis: 5,
      keepAlive: true,
      host: 'h',
    });
  });

  test('a URL with an encoded password, an IPv6 host and parameters', () => {
    const url = `postgres://me:${encodeURIComponent(SECRET)}@[::1]:6000/my%20db?application_name=app`;
    const found = server({ url });
    expect(found.config).toMatchObject({
      password: SECRET,
      host: '::1',
      port: 6000,
      database: 'my db',
      application_name: 'app',
    });
    expect(found.describe()).not.toContain(SECRET);
  });

  test('a broken URL is refused without being quoted', () => {
    const error = refusal({ url: `postgres://me:${SECRET}@host:port/%zz` });
    expect(error.code).toBe('url-invalid');
    expect(inspect(error, { depth: 9 })).not.toContain(SECRET);
  });

  test('PGSERVICE is read, and a missing service is an error', () => {
    process.env.PGSERVICE = 'nowhere';
    process.env.PGSERVICEFILE = __filename;
    expect(refusal({}).code).toBe('service-not-found');
  });
});

describe('the embedded server', () => {
  test('is chosen where nothing at all names a server', () => {
    expect(target({})).toEqual({ kind: 'embedded', root: '/project' });
    expect(target({ schema: 'app', ssl: true, poolSize: 3 }).kind).toBe('embedded');
  });

  test.each(['url', 'host', 'port', 'username', 'password', 'database'])(
    'is not chosen where the option %s has no value',
    (name) => {
      expect(refusal({ [name]: undefined })).toMatchObject({ code: 'no-connection' });
      expect(refusal({ [name]: undefined }).message).toContain(`\`${name}\``);
    },
  );

  test.each([...CONNECTION_VARIABLES])('is not chosen where %s is set, even to nothing', (name) => {
    process.env[name] = '';
    expect(refusal({})).toMatchObject({ code: 'no-connection' });
    expect(refusal({}, true)).toMatchObject({ code: 'no-connection' });
  });

  test.each([
    ['CI', 'true'],
    ['NODE_ENV', 'production'],
  ])('with %s=%s it needs `embedded: true`', (name, value) => {
    process.env[name] = value;
    expect(refusal({})).toMatchObject({ code: 'no-connection', hint: expect.stringContaining('embedded: true') });
    expect(target({}, true).kind).toBe('embedded');
  });

  test('is never chosen with `embedded: false`, nor instead of a server that is named', () => {
    expect(refusal({}, false).code).toBe('no-connection');
    process.env.DATABASE_URL = 'postgres://h/d';
    expect(target({}, true).kind).toBe('server');
  });
});

describe('connecting', () => {
  let scratch: ScratchServer;
  beforeAll(async () => {
    scratch = await createScratchServer();
  });
  afterAll(async () => {
    await scratch.stop();
  });

  async function failure(config: Parameters<typeof connect>[0]): Promise<AutogenError> {
    const error: unknown = await connect(config).then(
      () => new Error('it connected'),
      (caught: unknown) => caught,
    );
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(SECRET);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(encodeURIComponent(SECRET));
    return error as AutogenError;
  }

  test('introduces itself as autogen', async () => {
    const client = await connect(await scratch.createDatabase());
    const { rows } = await client.query(
      "SELECT current_setting('application_name') AS name, current_setting('TimeZone') AS zone",
    );
    await client.end();
    expect(rows).toEqual([{ name: 'autogen', zone: 'UTC' }]);
  });

  test('nobody there', async () => {
    const port = await new Promise<number>((settle) => {
      const probe = createServer().listen(0, '127.0.0.1', () => {
        const address = probe.address();
        probe.close(() => settle(typeof address === 'object' && address !== null ? address.port : 0));
      });
    });
    const error = await failure({ host: '127.0.0.1', port, user: 'me', password: SECRET, database: 'd' });
    expect(error).toMatchObject({ code: 'server-down', hint: expect.stringContaining(String(port)) });
    expect(error.message).toContain(`127.0.0.1:${port}/d`);
  });

  test('a wrong password, given as text or by a function', async () => {
    for (const password of [SECRET, () => SECRET, async () => SECRET]) {
      const error = await failure({ ...scratch.config, password });
      expect(error.code).toBe('wrong-password');
      expect(error.message).toContain('"postgres"');
    }
  });

  test('no password where one is wanted', async () => {
    expect(await failure({ ...scratch.config, password: undefined })).toMatchObject({ code: 'wrong-password' });
  });

  test('an unknown database', async () => {
    const error = await failure({ ...scratch.config, database: 'no such "one"' });
    expect(error).toMatchObject({ code: 'unknown-database', hint: expect.stringContaining('createdb') });
    expect(error.message).toContain('no such "one"');
  });

  test('a server that is no PostgreSQL', async () => {
    const other = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((settle) => other.listen(0, '127.0.0.1', settle));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const error = await failure({ host: '127.0.0.1', port, user: 'me', password: SECRET, database: 'd' });
    expect(['server-down', 'connection-failed']).toContain(error.code);
    other.close();
  });
});
