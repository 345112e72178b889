/** `autogen init`: what a project needs before its first revision. Never overwrites anything. */

import { mkdir, readFile, rmdir, stat, unlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { findConfig } from '../config/find';
import { homeOf } from '../config/own-folders';
import { AutogenError } from '../errors';
import { type ProjectOptions, withProject } from '../project';

/** What was made. */
export interface InitResult {
  /** The configuration file, absolute. */
  readonly config: string;
  /** The folder of revisions, absolute. */
  readonly migrations: string;
  /** What did not exist before, relative to the working directory. */
  readonly created: readonly string[];
  /** A `.gitignore` that was there, and has a line more, relative to the working directory. */
  readonly ignoredIn: string | undefined;
  /** The folder for entities, absolute, where the configuration is new. */
  readonly entities: string | undefined;
}

/** How a module says which folder it is in. */
interface Dialect {
  readonly imports: string;
  readonly statements: string;
  readonly folder: string;
}

const COMMONJS: Dialect = { imports: '', statements: '', folder: '__dirname' };

const ES_MODULE: Dialect = {
  imports: "import { dirname } from 'node:path';\nimport { fileURLToPath } from 'node:url';\n",
  statements: 'const folder = dirname(fileURLToPath(import.meta.url));\n\n',
  folder: 'folder',
};

const template = ({ imports, statements, folder }: Dialect) => `${imports}import 'reflect-metadata';
import { DataSource } from 'typeorm';
import type { AutogenSettings } from 'typeorm-autogen';

${statements}export default new DataSource({
  type: 'postgres',
  // The server: url, or host, port, username, password and database; else DATABASE_URL, else PG*.
  // Without any of them, the embedded PostgreSQL is used, on a developer's machine only.
  entities: [\`\${${folder}}/entities/*.{ts,js}\`],
  migrations: [\`\${${folder}}/migrations/*.{ts,js}\`],
});

export const autogen: AutogenSettings = {
  migrations: 'migrations',
};
`;

/** A new file or folder, and how it goes away where the rest cannot be made. */
interface Made {
  readonly path: string;
  readonly takeBack: (path: string) => Promise<void>;
}

/** What the template imports, and what its DataSource loads. */
const PACKAGES = ['typeorm', 'pg', 'reflect-metadata'];

/**
 * Makes a configuration file where there is none, the folder of revisions, and the line in `.gitignore` that keeps the
 * embedded database out of version control.
 *
 * @throws AutogenError `packages-missing`; `init-failed` where something cannot be written. Nothing is left behind.
 */
export async function init(options: ProjectOptions = {}): Promise<InitResult> {
  const cwd = resolve(options.cwd ?? process.cwd());
  const created: Made[] = [];
  const made = (path: string, takeBack: Made['takeBack']) => created.push({ path, takeBack });
  try {
    const found = foundConfig(options, cwd);
    const config = found ?? (await newConfig(cwd, made));
    // That the new folder has no entities yet is no news.
    const onNotice = found === undefined ? undefined : options.onNotice;
    const migrations = await withProject({ ...options, onNotice, dataSource: config }, async (project) => {
      const folder = project.config.settings.migrations;
      if ((await mkdir(folder, { recursive: true })) !== undefined) made(folder, rmdir);
      return folder;
    });
    const ignoreFile = join(homeOf(dirname(config)), '.gitignore');
    const known = await exists(ignoreFile);
    const isAdded = await ignore(ignoreFile);
    const paths = [...created.map(({ path }) => path), ...(isAdded && !known ? [ignoreFile] : [])];
    return {
      config,
      migrations,
      created: paths.map((path) => relative(cwd, path)),
      ignoredIn: isAdded && known ? relative(cwd, ignoreFile) : undefined,
      entities: found === undefined ? join(cwd, 'entities') : undefined,
    };
  } catch (error) {
    for (const { path, takeBack } of created.reverse()) await takeBack(path);
    if (error instanceof AutogenError) throw error;
    throw new AutogenError('init-failed', `The project cannot be set up: ${(error as Error).message}.`, {
      hint: 'make way for it, or make the folder writable, then run: autogen init',
      cause: error,
    });
  }
}

function foundConfig({ dataSource }: ProjectOptions, cwd: string): string | undefined {
  try {
    return findConfig({ cwd, dataSource });
  } catch (error) {
    if (error instanceof AutogenError && error.code === 'config-not-found' && dataSource === undefined)
      return undefined;
    throw error;
  }
}

async function newConfig(cwd: string, made: (path: string, takeBack: Made['takeBack']) => void): Promise<string> {
  requirePackages(cwd);
  const file = join(cwd, 'ormconfig.ts');
  await writeFile(file, template((await isEsModule(cwd)) ? ES_MODULE : COMMONJS), { flag: 'wx' });
  made(file, unlink);
  const entities = join(cwd, 'entities');
  if (!(await exists(entities))) {
    await mkdir(entities);
    made(entities, rmdir);
  }
  return file;
}

/** Whether the TypeScript files of a folder are ES modules once they are compiled. */
async function isEsModule(folder: string): Promise<boolean> {
  const file = join(homeOf(folder), 'package.json');
  if (!(await exists(file))) return false;
  const { type } = JSON.parse(await readFile(file, 'utf8')) as { readonly type?: unknown };
  return type === 'module';
}

function requirePackages(folder: string): void {
  const require = createRequire(join(folder, 'package.json'));
  const missing = PACKAGES.filter((name) => {
    try {
      require.resolve(name);
      return false;
    } catch {
      return true;
    }
  });
  if (missing.length === 0) return;
  throw new AutogenError(
    'packages-missing',
    `The ${missing.length === 1 ? 'package' : 'packages'} ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not installed in this project.`,
    { hint: `npm install ${missing.join(' ')}, then run: autogen init` },
  );
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Whether the line had to be added. */
async function ignore(file: string): Promise<boolean> {
  const text = await readFile(file, 'utf8').catch(() => '');
  if (text.split(/\r?\n/).some((line) => line.trim().replace(/^\//, '').replace(/\/$/, '') === '.autogen'))
    return false;
  await writeFile(file, `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}.autogen/\n`);
  return true;
}
