/**
 * Compiled TypeScript on disk: what was compiled from what, and whether that still holds.
 *
 * An entry holds if its file, everything it imports (the metadata that TypeScript emits for a property depends on the
 * imported type), the tsconfig and the compiler are the same. Decided by content, without loading TypeScript.
 */
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { components } from './import-circles';
import { homeOf, pathKey, projectFolder, readJson, sharedFolder, writeAtomically } from './own-folders';
import type { ModuleFormat } from './package-format';
import { nearestTsconfig } from './tsconfig';

/** Changes whenever compiled code would come out differently for the same source. */
const FORMAT = 'autogen-3 typescript-6.0';

/** A milliseconds count: compiled files that no entry refers to are kept for a day, for switching branches. */
const UNUSED_FOR = 86_400_000;

/** What is known of one source file. */
export interface SourceEntry {
  /** Hash of its content. */
  readonly hash: string;
  /** True where it uses `import.meta` or top-level await, which CommonJS has not. */
  readonly needsEsm: boolean;
  /** False for declarations, which have no code. */
  readonly hasCode: boolean;
  /** Each request for a file of the project, by its text, as TypeScript resolved it. Absolute. */
  readonly requests: Readonly<Record<string, string>>;
  /** Each request for JavaScript or JSON of the project that Node alone would not find (an alias). Absolute. */
  readonly links: Readonly<Record<string, string>>;
  /** The package.json files of the packages it imports: another version may have other types. Absolute. */
  readonly packages: readonly string[];
}

/** A file that decides how everything is compiled, or a file whose appearing would change what an import means. */
interface Inputs {
  /** tsconfig files with all that they extend: path to hash. */
  readonly configs: Readonly<Record<string, string>>;
  /** package.json files: path to hash. */
  readonly packages: Readonly<Record<string, string>>;
  /** For each folder with sources, the tsconfig that applies, or ''. */
  readonly tsconfigs: Readonly<Record<string, string>>;
  /** Paths that were looked for and not found, before the one that was. */
  readonly absent: readonly string[];
}

interface Manifest extends Inputs {
  readonly format: string;
  readonly files: Readonly<Record<string, SourceEntry>>;
}

/** What one compilation has learned. */
export interface Compilation {
  /** Absolute paths to entries. */
  readonly files: ReadonlyMap<string, SourceEntry>;
  /** tsconfig files with all that they extend. Absolute. */
  readonly configFiles: readonly string[];
  readonly absent: readonly string[];
}

const EMPTY: Manifest = { format: FORMAT, configs: {}, packages: {}, tsconfigs: {}, absent: [], files: {} };

/** The cache of one project. Paths in it are relative to the project, so that the project can be moved. */
export class CompileCache {
  readonly #root: string;
  readonly #folder: string;
  #manifest: Manifest;
  /** Contents read by this process: what was hashed is what is compiled. */
  readonly #contents = new Map<string, { readonly text: string; readonly hash: string } | undefined>();
  /** Settled once for each process and manifest: tsconfig, packages, absent files. */
  #inputsHold: boolean | undefined;
  #keys = new Map<string, string>();

  constructor(root: string) {
    this.#root = root;
    this.#folder = cacheFolder(root);
    this.#manifest = this.#read();
  }

  /** Forgets what was read: files may have been edited since. */
  refresh(): void {
    this.#contents.clear();
    this.#keys = new Map();
    this.#nearest.clear();
    this.#inputsHold = undefined;
  }

  /** The content of a source file; `undefined` where there is none. */
  text(file: string): string | undefined {
    return this.#content(file)?.text;
  }

  /** The hash of a source file's content; empty where there is none. */
  hash(file: string): string {
    return this.#content(file)?.hash ?? '';
  }

  /** What was recorded of a file, current or not. */
  entry(file: string): SourceEntry | undefined {
    const entry = this.#manifest.files[this.#short(file)];
    if (entry === undefined) return undefined;
    const long = (paths: Readonly<Record<string, string>>): Record<string, string> =>
      Object.fromEntries(Object.entries(paths).map(([request, target]) => [request, this.#long(target)]));
    return { ...entry, requests: long(entry.requests), links: long(entry.links) };
  }

  /**
   * Every file that the given ones reach, and those of the given ones that must be compiled again because they, or
   * something they reach, changed.
   */
  survey(files: readonly string[]): { readonly graph: Map<string, SourceEntry>; readonly stale: string[] } {
    const graph = new Map<string, SourceEntry>();
    if (!this.#inputs()) return { graph, stale: [...files] };
    const changed: string[] = [];
    const importers = new Map<string, string[]>();
    const seen = new Set(files);
    const waiting = [...files];
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      const entry = this.entry(file);
      if (entry === undefined || entry.hash !== this.hash(file) || !this.#tsconfigHolds(file)) {
        changed.push(file);
        continue;
      }
      graph.set(file, entry);
      for (const target of Object.values(entry.requests)) {
        const known = importers.get(target);
        if (known === undefined) importers.set(target, [file]);
        else known.push(file);
        if (!seen.has(target)) {
          seen.add(target);
          waiting.push(target);
        }
      }
    }
    const affected = new Set(changed);
    for (let file = changed.pop(); file !== undefined; file = changed.pop()) {
      for (const importer of importers.get(file) ?? []) {
        if (affected.has(importer)) continue;
        affected.add(importer);
        changed.push(importer);
      }
    }
    return { graph, stale: files.filter((file) => affected.has(file)) };
  }

  /** Where the code of a file belongs, for its content, its imports' contents and a format. */
  codeFile(file: string, format: ModuleFormat, graph: ReadonlyMap<string, SourceEntry>): string {
    let key = this.#keys.get(file);
    if (key === undefined) {
      for (const [member, memberKey] of this.#componentKeys(graph)) this.#keys.set(member, memberKey);
      key = this.#keys.get(file) ?? '';
    }
    return join(this.#folder, `${key}.${format === 'esm' ? 'mjs' : 'js'}`);
  }

  /** Records a compilation, together with what other processes have recorded meanwhile. */
  record(compilation: Compilation): void {
    // Entries of other processes are as good; a manifest of another state of the tsconfig is not.
    const current = this.#inputsHold === false ? EMPTY : this.#read();
    const files: Record<string, SourceEntry> = {};
    for (const [short, entry] of Object.entries(current.files)) {
      if (existsSync(this.#long(short))) files[short] = entry;
    }
    const packages: Record<string, string> = { ...current.packages };
    const tsconfigs: Record<string, string> = { ...current.tsconfigs };
    const short = (paths: Readonly<Record<string, string>>): Record<string, string> =>
      Object.fromEntries(Object.entries(paths).map(([request, target]) => [request, this.#short(target)]));
    for (const [file, entry] of compilation.files) {
      files[this.#short(file)] = {
        ...entry,
        requests: short(entry.requests),
        links: short(entry.links),
        packages: entry.packages.map((path) => this.#short(path)),
      };
      const folder = dirname(file);
      tsconfigs[this.#short(folder)] = this.#short(nearestTsconfig(folder) ?? '');
      for (const path of entry.packages) packages[this.#short(path)] = this.hash(path);
    }
    const configs = Object.fromEntries(compilation.configFiles.map((path) => [this.#short(path), this.hash(path)]));
    const absent = [...new Set([...current.absent, ...compilation.absent.map((path) => this.#short(path))])];
    this.#manifest = {
      format: FORMAT,
      configs: { ...current.configs, ...configs },
      packages,
      tsconfigs,
      absent: absent.sort(),
      files,
    };
    this.#keys = new Map();
    // What was settled was about the manifest before.
    this.#nearest.clear();
    this.#inputsHold = true;
    try {
      writeAtomically(join(this.#folder, 'manifest.json'), JSON.stringify(this.#manifest));
      this.#clean();
    } catch {
      // A cache that cannot be written costs time, nothing else.
    }
  }

  /** Writes compiled code. */
  writeCode(file: string, code: string): void {
    writeAtomically(file, code);
  }

  #read(): Manifest {
    const found = readJson(join(this.#folder, 'manifest.json'));
    return isManifest(found) ? found : EMPTY;
  }

  #content(file: string): { readonly text: string; readonly hash: string } | undefined {
    if (this.#contents.has(file)) return this.#contents.get(file);
    let content: { text: string; hash: string } | undefined;
    try {
      const text = readFileSync(file, 'utf8');
      content = { text, hash: digest(text) };
    } catch {
      content = undefined;
    }
    this.#contents.set(file, content);
    return content;
  }

  /** Whether tsconfig files, packages and absent files are as they were. */
  #inputs(): boolean {
    this.#inputsHold ??=
      [this.#manifest.configs, this.#manifest.packages].every((known) =>
        Object.entries(known).every(([path, hashed]) => this.hash(this.#long(path)) === hashed),
      ) && !this.#manifest.absent.some((path) => existsSync(this.#long(path)));
    return this.#inputsHold;
  }

  readonly #nearest = new Map<string, boolean>();

  #tsconfigHolds(file: string): boolean {
    const folder = dirname(file);
    let holds = this.#nearest.get(folder);
    if (holds === undefined) {
      holds = this.#manifest.tsconfigs[this.#short(folder)] === this.#short(nearestTsconfig(folder) ?? '');
      this.#nearest.set(folder, holds);
    }
    return holds;
  }

  /**
   * A key for each file, from everything it reaches. Entities import each other in circles; the members of a circle
   * share what they reach, so circles are found first (Tarjan) and hashed as one: linear, whatever the number of files.
   */
  #componentKeys(graph: ReadonlyMap<string, SourceEntry>): Map<string, string> {
    const settings = digest(JSON.stringify([FORMAT, this.#manifest.configs]));
    const keys = new Map<string, string>();
    for (const component of components(graph)) {
      const members = [...component].sort();
      const own = members.map((file) => {
        const entry = graph.get(file);
        const packages = entry?.packages.map((path) => [path, this.#manifest.packages[path]]);
        return [this.#short(file), entry?.hash, Object.keys(entry?.requests ?? {}), packages];
      });
      const inside = new Set(members);
      const reached = members.flatMap((file) => Object.values(graph.get(file)?.requests ?? {}));
      const outside = [
        ...new Set(reached.filter((file) => !inside.has(file)).map((file) => keys.get(file) ?? '')),
      ].sort();
      const shared = digest(JSON.stringify([settings, own, outside]));
      for (const file of members) keys.set(file, digest(`${shared} ${this.#short(file)}`).slice(0, 32));
    }
    return keys;
  }

  /** Removes compiled code that no entry refers to and nobody has used for a day. */
  #clean(): void {
    const used = new Set<string>();
    const graph = new Map(
      Object.keys(this.#manifest.files).map((short) => [this.#long(short), this.entry(this.#long(short))]),
    );
    const complete = new Map<string, SourceEntry>();
    for (const [file, entry] of graph) if (entry !== undefined) complete.set(file, entry);
    for (const key of this.#componentKeys(complete).values()) used.add(key);
    const before = Date.now() - UNUSED_FOR;
    for (const name of readdirSync(this.#folder)) {
      if (name === 'manifest.json' || used.has(name.replace(/\.m?js$/, ''))) continue;
      const path = join(this.#folder, name);
      if (statSync(path).mtimeMs < before) rmSync(path, { force: true });
    }
  }

  #short(path: string): string {
    if (path === '') return '';
    return relative(this.#root, path).replaceAll('\\', '/') || '.';
  }

  #long(path: string): string {
    return isAbsolute(path) ? path : resolve(this.#root, path);
  }
}

function isManifest(value: unknown): value is Manifest {
  return (
    typeof value === 'object' && value !== null && 'format' in value && value.format === FORMAT && 'files' in value
  );
}

/**
 * In the project, a folder for each configuration: another may have another tsconfig. In the user's own folder where
 * the project is read-only.
 */
function cacheFolder(root: string): string {
  try {
    const place = relative(homeOf(root), root);
    const folder = join(projectFolder(root), place === '' ? 'cache' : `cache-${pathKey(place)}`);
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return folder;
  } catch {
    const folder = join(sharedFolder(), `cache-${pathKey(root)}`);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
