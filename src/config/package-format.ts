/** What package.json says about how a file is loaded. Reads package.json files; loads no module. */
import { existsSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { readJson } from './own-folders';

/** `cjs` for `require`, `esm` where a file of the graph needs to be an ES module. */
export type ModuleFormat = 'cjs' | 'esm';

const types = new Map<string, boolean>();

/** True where Node takes a file for an ES module: by extension, else by the `type` of the nearest package.json. */
export function isEsModuleFile(file: string): boolean {
  const extension = extname(file);
  if (extension === '.mjs' || extension === '.mts') return true;
  if (extension === '.cjs' || extension === '.cts') return false;
  return isModuleFolder(dirname(file));
}

function isModuleFolder(folder: string): boolean {
  let known = types.get(folder);
  if (known === undefined) {
    const manifest = readJson(join(folder, 'package.json'));
    const parent = dirname(folder);
    if (isRecord(manifest)) known = manifest.type === 'module';
    else known = parent !== folder && isModuleFolder(parent);
    types.set(folder, known);
  }
  return known;
}

/**
 * The file that `import` would load where `require` finds nothing: packages that list an `import` condition only.
 *
 * Source: Node.js documentation, "Resolution Algorithm Specification", PACKAGE_EXPORTS_RESOLVE.
 */
export function resolveAsImport(request: string, from: string): string | undefined {
  const match = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(request);
  if (match?.[1] === undefined) return undefined;
  const subpath = `.${match[2] ?? ''}`;
  for (let folder = dirname(from); ; folder = dirname(folder)) {
    const home = join(folder, 'node_modules', match[1]);
    const manifest = readJson(join(home, 'package.json'));
    if (isRecord(manifest)) {
      const target = exported(manifest.exports, subpath);
      const file = target === undefined ? undefined : join(home, target);
      return file !== undefined && existsSync(file) ? file : undefined;
    }
    if (folder === dirname(folder)) return undefined;
  }
}

/** Whether a file belongs to an installed package. */
export function isExternalFile(path: string): boolean {
  return path.includes('/node_modules/');
}

/** The package.json of the package that a file in node_modules belongs to. */
export function packageOf(file: string): string | undefined {
  const match = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file);
  return match?.[1] === undefined ? undefined : join(match[1], 'package.json');
}

function exported(exports: unknown, subpath: string): string | undefined {
  const isMap = isRecord(exports) && Object.keys(exports).some((key) => key.startsWith('.'));
  if (!isMap) return subpath === '.' ? conditional(exports) : undefined;
  if (subpath in exports) return conditional(exports[subpath]);
  for (const [pattern, target] of Object.entries(exports)) {
    const [before, after] = pattern.split('*');
    if (before === undefined || after === undefined) continue;
    if (!subpath.startsWith(before) || !subpath.endsWith(after) || subpath.length < pattern.length) continue;
    return conditional(target)?.replaceAll('*', subpath.slice(before.length, subpath.length - after.length));
  }
  return undefined;
}

function conditional(target: unknown): string | undefined {
  if (typeof target === 'string') return target;
  if (Array.isArray(target)) return target.map(conditional).find((found) => found !== undefined);
  if (!isRecord(target)) return undefined;
  for (const [condition, value] of Object.entries(target)) {
    if (!['node', 'import', 'module-sync', 'default'].includes(condition)) continue;
    const found = conditional(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
