/** A file in the style of the project that it goes into: its own Prettier or Biome, where it has one. */

import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

/** A tool that writes `text`, the content of `file`, as the project in `folder` likes it. */
type Formatter = (text: string, file: string, folder: string) => Promise<string>;

const TOOLS: readonly { readonly name: string; readonly configs: readonly string[]; readonly format: Formatter }[] = [
  {
    name: '@biomejs/biome',
    configs: ['biome.json', 'biome.jsonc', '.biome.json', '.biome.jsonc'],
    format: formatWithBiome,
  },
  {
    name: 'prettier',
    configs: [
      '.prettierrc',
      ...['json', 'json5', 'yaml', 'yml', 'toml', 'js', 'cjs', 'mjs', 'ts', 'cts', 'mts'].map(
        (end) => `.prettierrc.${end}`,
      ),
      ...['js', 'cjs', 'mjs', 'ts', 'cts', 'mts'].map((end) => `prettier.config.${end}`),
    ],
    format: formatWithPrettier,
  },
];

/** How long a formatter may take, in milliseconds. */
const PATIENCE = 20_000;

/**
 * The text as the project's own formatter writes it; unchanged where the project has none, or where it fails: a file in
 * the fixed layout is better than none. Writes no file. `file` need not exist; its folder decides.
 */
export async function formatWithProject(text: string, file: string): Promise<string> {
  const path = resolve(file);
  const found = findFormatter(dirname(path));
  if (found === null) return text;
  try {
    const formatted = await found.format(text, path, found.folder);
    return formatted.trim() === '' ? text : formatted;
  } catch {
    return text;
  }
}

/** The nearest folder upward that configures a formatter or depends on one; never above the repository. */
function findFormatter(start: string): { readonly folder: string; readonly format: Formatter } | null {
  for (let folder = start; ; folder = dirname(folder)) {
    const manifest = readManifest(join(folder, 'package.json'));
    const tool =
      TOOLS.find(({ configs }) => configs.some((config) => existsSync(join(folder, config)))) ??
      TOOLS.find(({ name }) => manifest.configured.has(name)) ??
      TOOLS.find(({ name }) => manifest.dependencies.has(name));
    if (tool !== undefined) return { folder, format: tool.format };
    if (existsSync(join(folder, '.git')) || dirname(folder) === folder) return null;
  }
}

/** What a `package.json` says about formatters; nothing where there is none or it cannot be read. */
function readManifest(path: string): {
  readonly configured: ReadonlySet<string>;
  readonly dependencies: ReadonlySet<string>;
} {
  try {
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as Record<string, Record<string, string> | undefined>;
    const blocks = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];
    return {
      configured: new Set(Object.keys(manifest)),
      dependencies: new Set(blocks.flatMap((block) => Object.keys(manifest[block] ?? {}))),
    };
  } catch {
    return { configured: new Set(), dependencies: new Set() };
  }
}

/** The part of Prettier's API used here; the same in Prettier 2 and 3. */
interface Prettier {
  resolveConfig(file: string, options: { editorconfig: boolean }): Promise<object | null>;
  getFileInfo(file: string, options: { ignorePath: string }): Promise<{ ignored: boolean }>;
  format(text: string, options: object): string | Promise<string>;
}

async function formatWithPrettier(text: string, file: string, folder: string): Promise<string> {
  const prettier = createRequire(join(folder, 'package.json'))('prettier') as Prettier;
  const { ignored } = await prettier.getFileInfo(file, { ignorePath: join(folder, '.prettierignore') });
  if (ignored) return text;
  const config = await prettier.resolveConfig(file, { editorconfig: true });
  return prettier.format(text, { ...config, filepath: file });
}

/** Biome's `check` without its linter: it also sorts imports where the project wants that, as the project's own check asks. */
async function formatWithBiome(text: string, file: string, folder: string): Promise<string> {
  const binary = createRequire(join(folder, 'package.json')).resolve('@biomejs/biome/bin/biome');
  const stdin = `--stdin-file-path=${file}`;
  try {
    return await pipe(binary, ['check', '--write', '--linter-enabled=false', stdin], text, folder);
  } catch {
    return await pipe(binary, ['format', stdin], text, folder);
  }
}

/** Runs a script of Node's with `input` on its standard input, and returns its standard output. */
function pipe(script: string, args: readonly string[], input: string, cwd: string): Promise<string> {
  return new Promise((done, failed) => {
    const child = execFile(
      process.execPath,
      [script, ...args],
      { cwd, timeout: PATIENCE, maxBuffer: 1 << 28, windowsHide: true },
      (error, stdout) => (error === null ? done(stdout) : failed(error)),
    );
    // A program that stops before it has read everything closes the pipe; its exit code says why.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}
