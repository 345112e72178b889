/**
 * Loads configuration, entities and revisions, TypeScript the way TypeScript emits it.
 *
 * Entities import each other in circles, which only CommonJS survives: everything is compiled to CommonJS, in
 * `"type": "module"` projects too. Only a graph that uses `import.meta` or top-level await is loaded as ES modules.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire, register } from 'node:module';
import { dirname, extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AutogenError } from '../errors';
import { CompileCache, type SourceEntry } from './compile-cache';
import type { Loader, ModuleRole } from './loader';
import type { NativeGraph } from './native-hooks';
import { isEsModuleFile, type ModuleFormat } from './package-format';
import { addToRequire, forget, type TypeScriptSource } from './require-hook';
import { mapStackText, placesOf, type SourcePlace } from './source-lines';
import { errorCode, firstLine } from './system-error';
import { type CompiledProgram, compileProgram, importedFrom, OWN_NAME } from './typescript-compiler';

export type { Loader, ModuleRole } from './loader';

const TYPESCRIPT = new Set(['.ts', '.tsx', '.mts', '.cts']);

/**
 * A loader for the project of a configuration file. Nothing is read before the first `load`.
 *
 * @param projectFile - the configuration file, absolute. Its nearest tsconfig.json gives the compiler's options.
 */
export function createLoader(projectFile: string): Loader {
  return new ProjectLoader(dirname(resolve(projectFile)));
}

class ProjectLoader implements Loader, TypeScriptSource {
  readonly root: string;
  #cache: CompileCache | undefined;
  /** Compiled files of this process: source to code, and what it was compiled from. */
  readonly #codeFiles = new Map<string, string>();
  readonly #entries = new Map<string, SourceEntry>();
  /** Errors whose stacks name lines of source already. */
  readonly #mapped = new WeakSet<Error>();
  /** Once a graph has to be loaded natively everything is: a file must not exist twice, as two classes. */
  #isNative = false;

  constructor(root: string) {
    this.root = root;
  }

  async load(file: string, role: ModuleRole = 'config'): Promise<unknown> {
    const [module] = await this.loadAll([file], role);
    return module;
  }

  async loadAll(files: readonly string[], role: ModuleRole = 'config'): Promise<unknown[]> {
    const absolute = files.map((file) => resolve(file));
    const typescript = absolute.filter((file) => TYPESCRIPT.has(extname(file)));
    addToRequire(this, OWN_NAME, ownFile);
    if (typescript.length > 0) this.#prepare(typescript);
    const modules: unknown[] = [];
    for (const file of absolute) {
      try {
        modules.push(TYPESCRIPT.has(extname(file)) ? await this.#loadTypeScript(file) : await loadJavaScript(file));
      } catch (error) {
        throw this.#failure(error, file, role);
      }
    }
    return modules;
  }

  prepare(files: readonly string[]): void {
    const typescript = files.map((file) => resolve(file)).filter((file) => TYPESCRIPT.has(extname(file)));
    if (typescript.length < 2) return;
    try {
      this.#prepare(typescript);
    } catch (error) {
      if (!(error instanceof AutogenError)) throw error;
    }
  }

  locate(error: unknown): string | undefined {
    const place = this.#places(error).find(({ file }) => this.#codeFiles.has(file) || isOfProject(file, this.root));
    return place === undefined ? undefined : `${place.file}:${place.line}`;
  }

  mapStack(error: Error): void {
    if (typeof error.stack !== 'string' || this.#mapped.has(error)) return;
    error.stack = mapStackText(error.stack, (file) => this.#codeFiles.get(file));
    this.#mapped.add(error);
  }

  #places(error: unknown): SourcePlace[] {
    const isMapped = error instanceof Error && this.#mapped.has(error);
    return placesOf(error, (file) => (isMapped ? undefined : this.#codeFiles.get(file)));
  }

  knows(file: string): boolean {
    return this.#entries.has(file);
  }

  code(file: string): string {
    // A request that no import statement shows: a computed name.
    if (!this.#codeFiles.has(file)) this.#prepare([file]);
    return readFileSync(this.#codeFiles.get(file) ?? file, 'utf8');
  }

  target(file: string, request: string): string | undefined {
    const entry = this.#entries.get(file);
    const resolved = entry?.requests[request] ?? entry?.links[request];
    if (resolved === undefined || !/\.d\.[mc]?ts$/.test(resolved)) return resolved;
    // Declarations describe JavaScript beside them, which Node finds by itself unless the request is an alias.
    if (request.startsWith('.')) return undefined;
    const code = resolved.replace(/\.d\.([mc]?)ts$/, '.$1js');
    return existsSync(code) ? code : undefined;
  }

  /** Compiles what changed, and knows afterwards where the code of every file of the graph is. */
  #prepare(files: readonly string[]): void {
    this.#cache ??= new CompileCache(this.root);
    const cache = this.#cache;
    cache.refresh();
    let { graph, stale } = cache.survey(files);
    let program: CompiledProgram | undefined;
    if (stale.length > 0) {
      program = compileProgram(stale, this.root, 'cjs', cache);
      cache.record(program.compilation);
      ({ graph, stale } = cache.survey(files));
      if (stale.length > 0) throw changedMeanwhile(stale);
    }
    this.#isNative ||= [...graph.values()].some((entry) => entry.needsEsm);
    const format: ModuleFormat = this.#isNative ? 'esm' : 'cjs';
    const codeFiles = new Map<string, string>();
    for (const [file, entry] of graph) if (entry.hasCode) codeFiles.set(file, cache.codeFile(file, format, graph));
    this.#emit(codeFiles, format, format === 'cjs' ? program : undefined);
    for (const [file, entry] of graph) this.#entries.set(file, entry);
    for (const [file, code] of codeFiles) {
      const before = this.#codeFiles.get(file);
      if (before !== undefined && before !== code) forget(file);
      this.#codeFiles.set(file, code);
    }
    if (format === 'esm') registerNatively(graph, codeFiles);
  }

  #emit(codeFiles: ReadonlyMap<string, string>, format: ModuleFormat, program: CompiledProgram | undefined): void {
    const missing = [...codeFiles].filter(([, code]) => !existsSync(code));
    if (missing.length === 0) return;
    const cache = this.#cache ?? new CompileCache(this.root);
    const files = missing.map(([file]) => file);
    const hasAll = program !== undefined && files.every((file) => program.compilation.files.has(file));
    const compiled = hasAll ? program : compileProgram(files, this.root, format, cache);
    const emitted = compiled.emit();
    for (const [file, code] of missing) cache.writeCode(code, emitted.get(file) ?? '');
  }

  async #loadTypeScript(file: string): Promise<unknown> {
    if (this.#isNative) return await import(pathToFileURL(file).href);
    return createRequire(file)(file) as unknown;
  }

  /** What a module threw, as one sentence with its place in the source. */
  #failure(error: unknown, file: string, role: ModuleRole): AutogenError {
    if (error instanceof AutogenError) return error;
    if (error instanceof Error) this.mapStack(error);
    const circle = this.#circle(error);
    if (circle !== undefined) return circle;
    const at = this.locate(error) ?? syntaxErrorPlace(error) ?? file;
    const message = error instanceof Error ? `${error.name}: ${firstLine(error)}` : String(error);
    const where = at.startsWith(file) ? at : `${file} (at ${at})`;
    return new AutogenError(`${role}-throws`, `Loading ${where} failed: ${message}.`, {
      hint: `correct ${at}`,
      at,
      cause: error,
    });
  }

  /** ES modules that import each other: one of them reads the other's class before it exists. */
  #circle(error: unknown): AutogenError | undefined {
    if (!this.#isNative || !(error instanceof ReferenceError)) return undefined;
    const name = /^Cannot access '([^']+)' before initialization$/.exec(error.message)?.[1];
    const place = this.#places(error).find(({ file }) => this.#entries.has(file));
    if (name === undefined || place === undefined) return undefined;
    const request = importedFrom(place.file, name);
    const other = request === undefined ? undefined : this.#entries.get(place.file)?.requests[request];
    if (other === undefined) return undefined;
    const at = `${place.file}:${place.line}`;
    return new AutogenError(
      'circular-import',
      `${place.file} and ${other} import each other, and as ES modules (a file uses import.meta or top-level await) ${name} does not exist yet at ${at}.`,
      {
        hint: `in ${place.file} write the property's type as Relation<${name}> (import type { Relation } from 'typeorm'), or avoid import.meta and top-level await`,
        at,
        cause: error,
      },
    );
  }
}

/** CommonJS by `require`, ES modules by `import()`: each as Node would, without the warning about `require(esm)`. */
async function loadJavaScript(file: string): Promise<unknown> {
  if (isEsModuleFile(file)) return await import(pathToFileURL(file).href);
  try {
    return createRequire(file)(file) as unknown;
  } catch (error) {
    const code = errorCode(error);
    if (code !== 'ERR_REQUIRE_ESM' && code !== 'ERR_REQUIRE_ASYNC_MODULE') throw error;
    return await import(pathToFileURL(file).href);
  }
}

function registerNatively(graph: ReadonlyMap<string, SourceEntry>, codeFiles: ReadonlyMap<string, string>): void {
  const url = (path: string): string => pathToFileURL(path).href;
  const code: Record<string, string> = {};
  const requests: Record<string, Record<string, string>> = {};
  for (const [file, path] of codeFiles) code[url(file)] = path;
  for (const [file, entry] of graph) {
    const targets = Object.entries({ ...entry.links, ...entry.requests }).filter(
      ([, target]) => !/\.d\.[mc]?ts$/.test(target),
    );
    requests[url(file)] = Object.fromEntries(targets.map(([request, target]) => [request, url(target)]));
  }
  const data: NativeGraph = { code, requests, own: { name: OWN_NAME, url: url(ownFile()) } };
  register(url(join(__dirname, 'native-hooks.js')), { data });
}

/** The running copy of autogen. */
function ownFile(): string {
  return require.resolve('../index');
}

function changedMeanwhile(files: readonly string[]): AutogenError {
  return new AutogenError('files-changing', `${files[0]} changed while it was being compiled.`, {
    hint: 'run the command again',
    at: files[0],
  });
}

/** Node names the place of a syntax error in JavaScript on the first line of the stack, and nowhere else. */
function syntaxErrorPlace(error: unknown): string | undefined {
  if (!(error instanceof SyntaxError) || typeof error.stack !== 'string') return undefined;
  return /^(?:file:\/\/)?(\/[^\n]+:\d+)\n/.exec(error.stack)?.[1];
}

function isOfProject(file: string, root: string): boolean {
  return file.startsWith(root) && !/[\\/]node_modules[\\/]/.test(file);
}
