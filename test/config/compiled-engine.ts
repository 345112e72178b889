/**
 * The configuration part, compiled, in a temporary folder: Jest's own `require` knows no hooks, so what loads modules is
 * tested in a process of its own.
 */
import { execFile } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';

const REPOSITORY = resolve(__dirname, '../..');

/** What a script that ran in a process of its own left behind. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The last line of stdout, which scripts print as JSON. */
  readonly answer: Record<string, unknown>;
}

/** Compiles `src/config` and `src/errors.ts`; returns the folder that then holds `config/*.js`. */
export function compileEngine(): string {
  const folder = temporaryFolder('autogen-engine-');
  symlinkSync(join(REPOSITORY, 'node_modules'), join(folder, 'node_modules'));
  const sources = ['errors.ts', ...readdirSync(join(REPOSITORY, 'src/config')).map((name) => join('config', name))];
  for (const source of sources.filter((name) => name.endsWith('.ts'))) {
    const { outputText } = ts.transpileModule(readFileSync(join(REPOSITORY, 'src', source), 'utf8'), {
      // As in tsconfig.json: `import()` must stay, everything else becomes `require`.
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.Node16, esModuleInterop: true },
      fileName: join(folder, source),
    });
    const target = join(folder, source.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
  }
  writeFileSync(join(folder, 'index.js'), 'exports.Revision = class Revision {};\nexports.copy = __filename;\n');
  return folder;
}

/** A temporary folder that every user can enter: the embedded server may run as another one. */
export function temporaryFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(folder, 0o755);
  return folder;
}

/** A project made of the given files, with this repository's packages. */
export function makeProject(files: Readonly<Record<string, string>>, prefix = 'autogen-project-'): string {
  const root = temporaryFolder(prefix);
  symlinkSync(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'));
  writeFiles(root, files);
  return root;
}

/** Writes files below a folder. */
export function writeFiles(root: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = join(root, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** Removes what a test made. */
export function removeFolders(folders: readonly string[]): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/** The environment of a developer's machine: no server named, no CI. */
export function plainEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (!/^(?:PG.*|DATABASE_URL|CI|NODE_ENV|AUTOGEN_.*)$/.test(name)) environment[name] = value;
  }
  return { ...environment, ...extra };
}

/** Runs a script in a process of its own; `engine` is the folder of {@link compileEngine}. */
export function runScript(
  engine: string,
  cwd: string,
  script: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const prelude = `
    const engine = (name) => require(${JSON.stringify(`${engine}/config/`)} + name + '.js');
    const answer = (value) => console.log(JSON.stringify(value));
    const failure = (error) => answer({ code: error.code, message: error.message, hint: error.hint, at: error.at, stack: String(error.cause && error.cause.stack) });
  `;
  return new Promise((settle) => {
    const args = ['-e', `${prelude}\n(async () => {${script}\n})().catch(failure);`];
    const child = execFile(process.execPath, args, { cwd, env: plainEnvironment(env) }, (_error, stdout, stderr) => {
      settle({ code: child.exitCode, stdout, stderr, answer: lastLine(stdout) });
    });
  });
}

function lastLine(stdout: string): Record<string, unknown> {
  try {
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
  } catch {
    return {};
  }
}
