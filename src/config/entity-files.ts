/** Entities given as globs and folders: which files they name, and which classes those export. */
import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { globSync } from 'tinyglobby';
import { isEntitySchema } from './data-source-exports';
import { homeOf } from './own-folders';

const CODE = /\.(?:[mc]?[jt]s)$/;
const DECLARATION = /\.d\.[mc]?ts$/;

/**
 * The files that a glob or folder names: absolute, or relative to the project, which is where TypeORM is started as a
 * rule; else to the configuration, else to the working directory.
 *
 * @param root - the folder of the configuration.
 * @returns absolute paths, sorted; a compiled file beside its TypeScript source is left out: they are one entity.
 */
export function expandEntities(pattern: string, root: string): string[] {
  const normalised = process.platform === 'win32' ? pattern.replaceAll('\\', '/') : pattern;
  for (const cwd of placesOf(root)) {
    const files = globSync(normalised, { cwd, absolute: true, ignore: ['**/node_modules/.cache/**'] })
      .filter((file) => CODE.test(file) && !DECLARATION.test(file))
      .sort();
    if (files.length > 0) return withoutCompiledTwins(files);
  }
  return [];
}

/** Where a relative glob may start, the likeliest first: not in whatever folder a person happens to be. */
export function placesOf(root: string): readonly string[] {
  return [...new Set([homeOf(root), root, process.cwd()])];
}

function withoutCompiledTwins(files: readonly string[]): string[] {
  return files.filter((file) => {
    const source = file.replace(/\.([mc]?)js$/, '.$1ts');
    return source === file || !existsSync(source) || !files.includes(source);
  });
}

/**
 * The classes and EntitySchemas of a module, as TypeORM collects them: in arrays and objects too.
 *
 * Source: TypeORM, src/util/DirectoryExportedClassesLoader.ts.
 */
export function exportedEntities(module: unknown): unknown[] {
  const found = new Set<unknown>();
  const seen = new Set<unknown>();
  const visit = (value: unknown): void => {
    if (typeof value === 'function' || isEntitySchema(value)) {
      found.add(value);
    } else if (typeof value === 'object' && value !== null && !seen.has(value)) {
      seen.add(value);
      for (const inner of Object.values(value)) visit(inner);
    }
  };
  visit(module);
  return [...found];
}

/** A path for people: relative to the working directory where that is shorter. */
export function readablePath(file: string): string {
  const inside = relative(process.cwd(), file);
  return inside !== '' && !inside.startsWith('..') ? inside : file;
}
