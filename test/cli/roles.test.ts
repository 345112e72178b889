/** Roles that may less than the owner: what they are told names the object, and the statement that its owner has to run. */

import { randomBytes } from 'node:crypto';
import { Project, urlOf } from './command';
import { twoRevisions } from './files';
import { expectRefusal, type Refusal } from './refusal';

let project: Project;
let role: string;

beforeEach(async () => {
  project = await Project.onServer(twoRevisions);
  role = `reader_${randomBytes(4).toString('hex')}`;
  await project.sql(`CREATE ROLE ${role} LOGIN PASSWORD 'geheim123'`);
});

afterEach(async () => {
  await project.sql(`DROP OWNED BY ${role}`, `DROP ROLE ${role}`);
  await project.end();
});

const env = () => ({ DATABASE_URL: urlOf({ ...project.database, user: role, password: 'geheim123' }) });
const refuses = (args: readonly string[], refusal: Refusal) => expectRefusal(project, args, refusal, { env: env() });
const upgraded = (target = 'head') => project.autogen(['upgrade', target]);

test('without rights on the version table', async () => {
  await upgraded();
  const denied = {
    code: 'version-table-failed',
    message: 'The table autogen_version could not be read: permission denied for table autogen_version.',
    hint: `let its owner run: GRANT SELECT ON autogen_version TO ${role};`,
  };
  for (const args of [['current'], ['adopt'], ['history', '-i']]) {
    await refuses(args, denied);
  }
});

test('without rights on the log', async () => {
  await upgraded();
  await project.sql(`GRANT SELECT ON users, posts, autogen_version TO ${role}`);
  const denied = {
    code: 'version-table-failed',
    message:
      'The table autogen_version_history could not be read: permission denied for table autogen_version_history.',
    hint: `let its owner run: GRANT SELECT ON autogen_version_history TO ${role};`,
  };
  for (const args of [['current'], ['upgrade', '--dry-run'], ['history', '--log']]) {
    await refuses(args, denied);
  }
  await refuses(['stamp', '--accept', 'bbbb2222'], denied);
});

test('the grants that the hints name are enough to look', async () => {
  await upgraded();
  const granted: string[] = [];
  for (;;) {
    const { code, stderr } = await project.autogen(['check'], { env: env() });
    const statement = /^hint: let (?:its|the) owner run: (GRANT .*;)$/m.exec(stderr)?.[1];
    if (statement === undefined) {
      expect(code).toBe(0);
      break;
    }
    granted.push(statement);
    await project.sql(statement);
  }
  expect(granted).toEqual([
    `GRANT SELECT ON autogen_version TO ${role};`,
    expect.stringMatching(/^GRANT SELECT ON public\.(posts, public\.users|users, public\.posts) TO reader_/),
    `GRANT SELECT ON autogen_version_history TO ${role};`,
  ]);
});

test('a role that may only read is told so by whatever would write', async () => {
  await upgraded('+1');
  await project.sql(`GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${role}`);
  await refuses(['stamp', 'head'], {
    code: 'version-table-failed',
    message: 'The table autogen_version could not be written: permission denied for table autogen_version.',
    hint: `let its owner run: GRANT SELECT, INSERT, UPDATE, DELETE ON autogen_version TO ${role};`,
  });
  await refuses(['upgrade'], {
    code: 'operation-failed',
    message:
      /^createTable\('posts'\) failed in upgrade of revision bbbb2222 in migrations\/2_bbbb2222_posts\.js: permission denied for schema public\n[\s\S]*the database is at aaaa1111\.$/,
    hint: 'run it as a role that may, or let the owner of the object grant it',
  });
});

test('a role that may make no table is told so where the version table is not there yet', async () => {
  for (const args of [['ensure-version'], ['stamp', 'head']]) {
    await refuses(args, {
      code: 'version-table-failed',
      message: 'The table autogen_version could not be made: permission denied for schema public.',
      hint: `let the owner of the schema run: GRANT USAGE, CREATE ON SCHEMA public TO ${role}; or name another schema in the settings: versionTableSchema`,
    });
  }
});

test('a schema that the role may not use does not look like a database to which nothing was applied', async () => {
  await upgraded();
  await project.sql('REVOKE ALL ON SCHEMA public FROM PUBLIC');
  const hidden = (table: string) => ({
    code: 'version-table-failed',
    message: `The table public.${table} is hidden from the role ${role}, which may not use the schema public.`,
    hint: `let its owner run: GRANT USAGE ON SCHEMA public TO ${role};`,
  });
  for (const args of [['current'], ['stamp', 'head'], ['adopt']]) await refuses(args, hidden('autogen_version'));
  for (const args of [['upgrade'], ['history', '--log']]) await refuses(args, hidden('autogen_version_history'));
});

test('a schema of its own that the role may not use is named', async () => {
  project.write({
    'ormconfig.js': `${twoRevisions['ormconfig.js']}exports.autogen = { versionTableSchema: 'book' };\n`,
  });
  await project.sql('CREATE SCHEMA book');
  await upgraded();
  await refuses(['current'], {
    code: 'version-table-failed',
    message: 'The table book.autogen_version could not be read: permission denied for schema book.',
    hint: `let its owner run: GRANT USAGE ON SCHEMA book TO ${role}; GRANT SELECT ON book.autogen_version TO ${role};`,
  });
});

test('a role that may not connect', async () => {
  const { database } = project.database!;
  await project.sql(`REVOKE CONNECT ON DATABASE "${database}" FROM PUBLIC`);
  for (const args of [['current'], ['diff']]) {
    await refuses(args, {
      code: 'connection-failed',
      message: new RegExp(
        `^The role "${role}" may not connect to 127\\.0\\.0\\.1:\\d+/${database}: permission denied for database "${database}"\\.$`,
      ),
      hint: `let the owner of the database run: GRANT CONNECT ON DATABASE ${database} TO ${role};`,
    });
  }
});
