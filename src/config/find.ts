/** Which file configures a project. Finds it; never opens it. */
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { AutogenError } from '../errors';
import { dataSourceVariable } from './environment';

/** TypeScript before JavaScript: the source is newer than what was compiled from it. */
const EXTENSIONS = ['ts', 'js', 'mts', 'cts', 'mjs', 'cjs'] as const;

/** Names without extension, in the order in which they are looked for in each folder. */
const NAMES = ['ormconfig', 'data-source', 'src/data-source'] as const;

/** Where to look for the configuration. */
export interface FindOptions {
  /** The folder to start from; relative paths are relative to it. */
  readonly cwd: string;
  /** The `--data-source` option: a file, relative to `cwd` or absolute. */
  readonly dataSource?: string;
}

/**
 * The absolute path of the configuration: `--data-source`, else `AUTOGEN_DATA_SOURCE`, else `ormconfig.*`,
 * `data-source.*` or `src/data-source.*`, from `cwd` upward.
 *
 * @throws AutogenError `config-not-found`, listing every place where it looked.
 */
export function findConfig(options: FindOptions): string {
  if (options.dataSource !== undefined) return namedFile(options.cwd, options.dataSource, 'The option --data-source');
  const variable = dataSourceVariable();
  if (variable !== undefined) return namedFile(options.cwd, variable, 'AUTOGEN_DATA_SOURCE');

  const folders = [...foldersUpward(options.cwd)];
  for (const folder of folders) {
    for (const name of NAMES) {
      for (const extension of EXTENSIONS) {
        const file = join(folder, `${name}.${extension}`);
        if (isFile(file)) return file;
      }
    }
  }
  throw new AutogenError(
    'config-not-found',
    `No configuration found: looked for ${NAMES.map((name) => `${name}.{${EXTENSIONS.join(',')}}`).join(', ')} in ${folders.join(', ')}.`,
    { hint: 'run `autogen init`, or name the file: `autogen <command> --data-source path/to/data-source.ts`' },
  );
}

/** A file that was named must exist as named: searching on would run against another database. */
function namedFile(cwd: string, name: string, source: string): string {
  const file = resolve(cwd, name);
  if (isFile(file)) return file;
  const similar = EXTENSIONS.map((extension) => `${file}.${extension}`).find(isFile);
  throw new AutogenError('config-not-found', `${source} names ${file}, which is not a file.`, {
    hint:
      similar === undefined
        ? 'correct the path, or leave it out to search for ormconfig.ts'
        : `did you mean ${similar}?`,
    at: file,
  });
}

function* foldersUpward(from: string): Generator<string> {
  let folder = resolve(from);
  for (;;) {
    yield folder;
    const parent = dirname(folder);
    if (parent === folder) return;
    folder = parent;
  }
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
