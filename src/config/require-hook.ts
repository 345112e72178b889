/**
 * Teaches `require` TypeScript: compiled code for `.ts` files, and requests as TypeScript resolved them.
 *
 * One hook for the process, whatever the number of loaders: Node has one module cache.
 */

import { existsSync } from 'node:fs';
import Module from 'node:module';
import { dirname, extname, join, resolve, sep } from 'node:path';
import { isEsModuleFile, resolveAsImport } from './package-format';

/** What the hook asks a loader. */
export interface TypeScriptSource {
  /** The folder that files without a loader of their own are looked up by. */
  readonly root: string;
  /** Whether a file was compiled by this loader. */
  knows(file: string): boolean;
  /** The CommonJS code of a file, compiled now if need be. */
  code(file: string): string;
  /** What TypeScript resolved a request to, if to a file that Node has to load. */
  target(file: string, request: string): string | undefined;
}

/** The parts of Node's module loader that have no types. They have not changed since Node 0.x. */
interface ModuleInternals {
  readonly _extensions: Record<string, ((module: NodeModule & Compilable, file: string) => void) | undefined>;
  _resolveFilename(request: string, parent: NodeModule | undefined, ...rest: unknown[]): string;
  readonly _cache: Record<string, NodeModule | undefined>;
}

interface Compilable {
  _compile(code: string, file: string): void;
}

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts'] as const;

/** The JavaScript name that TypeScript wants in an import, and the source it stands for. */
const SOURCE_OF: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

const internals = Module as unknown as ModuleInternals;
const sources: TypeScriptSource[] = [];
let isInstalled = false;

/** Installs the hook, once, and asks this loader from now on. */
export function addToRequire(source: TypeScriptSource, ownName: string, ownFile: () => string): void {
  if (!sources.includes(source)) sources.unshift(source);
  if (isInstalled) return;
  isInstalled = true;
  for (const extension of EXTENSIONS) {
    const before = internals._extensions[extension];
    internals._extensions[extension] = (module, file) => {
      const owner = isExternal(file) ? undefined : ownerOf(file);
      if (owner === undefined) {
        (before ?? internals._extensions['.js'])?.(module, file);
        return;
      }
      if (isEsModuleFile(file)) importLikeNode(module);
      module._compile(owner.code(file), file);
    };
  }
  const resolveFilename = internals._resolveFilename;
  internals._resolveFilename = function (request, parent, ...rest) {
    const from = parent?.filename;
    if (typeof from === 'string' && !isExternal(from)) {
      const target = sources.find((candidate) => candidate.knows(from))?.target(from, request);
      if (target !== undefined) return target;
      // Revisions and configuration meet the running autogen, never a second copy of it.
      if (request === ownName) return ownFile();
    }
    try {
      return resolveFilename.call(this, request, parent, ...rest);
    } catch (error) {
      const found = typeof from === 'string' && !isExternal(from) ? resolveOtherwise(request, from) : undefined;
      if (found === undefined) throw error;
      return found;
    }
  };
}

/** Forgets a loaded file, so that its changed code is run. */
export function forget(file: string): void {
  delete internals._cache[file];
}

function ownerOf(file: string): TypeScriptSource | undefined {
  return (
    sources.find((source) => source.knows(file)) ??
    sources.find((source) => file.startsWith(source.root + sep)) ??
    sources[0]
  );
}

/** What Node's `require` does not find: TypeScript files by their own or their JavaScript name, packages for import only. */
function resolveOtherwise(request: string, from: string): string | undefined {
  if (!/^\.{1,2}(?:[\\/]|$)|^[\\/]|^[A-Za-z]:[\\/]/.test(request)) return resolveAsImport(request, from);
  const path = resolve(dirname(from), request);
  const extension = extname(path);
  const candidates = [
    ...EXTENSIONS.map((added) => path + added),
    ...(SOURCE_OF[extension] ?? []).map((replaced) => path.slice(0, -extension.length) + replaced),
    ...EXTENSIONS.map((added) => join(path, `index${added}`)),
  ];
  return candidates.find((candidate) => existsSync(candidate));
}

/**
 * A file that Node would load as an ES module may write `import typeorm from 'typeorm'` and mean the whole CommonJS
 * module; compiled to `require` it would ask for an export `default` that is not there.
 */
function importLikeNode(module: NodeModule): void {
  const { require: plain } = module;
  module.require = function (this: NodeModule, request: string): unknown {
    const loaded: unknown = plain.call(this, request);
    if (request.startsWith('.') || typeof loaded !== 'object' || loaded === null) return loaded;
    if (!('__esModule' in loaded) || 'default' in loaded) return loaded;
    return Object.create(loaded, { default: { value: loaded, enumerable: true } });
  } as NodeJS.Require;
}

function isExternal(file: string): boolean {
  return file.includes(`${sep}node_modules${sep}`);
}
