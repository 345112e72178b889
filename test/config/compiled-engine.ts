/**
 * The configuration part, compiled, in a temporary folder: Jest's own `require` knows no hooks, so what loads modules is
 * tested in a process of its own.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';
import { temporaryFolder, writeFiles } from '../folder';
import { type Outcome, outcomeOf, plainEnvironment } from '../process';

const REPOSITORY = resolve(__dirname, '../..');

/** What a script that ran in a process of its own left behind. */
export interface ScriptOutcome extends Outcome {
  /** The last line of stdout, which scripts print as JSON. */
  readonly answer: Record<string, unknown>;
}

/** What the configuration part is made of: itself, and what it may import, down to the kinds that its filters name. */
const PARTS = ['config', 'schema', 'postgres', 'postgres/kinds', 'postgres/sql'];

/** Compiles the configuration part; returns the folder that then holds `config/*.js`. */
export function compileEngine(): string {
  const folder = temporaryFolder('autogen-engine-');
  symlinkSync(join(REPOSITORY, 'node_modules'), join(folder, 'node_modules'));
  const sources = [
    'errors.ts',
    ...PARTS.flatMap((part) => readdirSync(join(REPOSITORY, 'src', part)).map((name) => join(part, name))),
  ];
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

/** A project made of the given files, with this repository's packages. */
export function makeProject(files: Readonly<Record<string, string>>, prefix = 'autogen-project-'): string {
  const root = temporaryFolder(prefix);
  symlinkSync(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'));
  writeFiles(root, files);
  return root;
}

/** Removes what a test made. */
export function removeFolders(folders: readonly string[]): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/** Runs a script in a process of its own; `engine` is the folder of {@link compileEngine}. */
export async function runScript(
  engine: string,
  cwd: string,
  script: string,
  env: Readonly<Record<string, string>> = {},
): Promise<ScriptOutcome> {
  const prelude = `
    const engine = (name) => require(${JSON.stringify(`${engine}/config/`)} + name + '.js');
    const answer = (value) => console.log(JSON.stringify(value));
    const failure = (error) => answer({ code: error.code, message: error.message, hint: error.hint, at: error.at, stack: String(error.cause && error.cause.stack) });
  `;
  const text = `${prelude}\n(async () => {${script}\n})().catch(failure);`;
  const child = spawn(process.execPath, ['-e', text], { cwd, env: plainEnvironment(env) });
  const outcome = await outcomeOf(child);
  return { ...outcome, answer: lastLine(outcome.stdout) };
}

function lastLine(stdout: string): Record<string, unknown> {
  try {
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
  } catch {
    return {};
  }
}
