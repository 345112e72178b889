/**
 * Which of a configuration file's exports is the DataSource.
 *
 * Recognised by TypeORM's own mark and by shape, never by `instanceof`: two copies of TypeORM meet in one process.
 */
import type { DataSource, DataSourceOptions } from 'typeorm';
import { AutogenError } from '../errors';

/** A DataSource, or the options to make one from. */
export type FoundDataSource =
  | { readonly kind: 'dataSource'; readonly dataSource: DataSource }
  | { readonly kind: 'options'; readonly options: DataSourceOptions };

/** The export that holds the settings of autogen itself. */
const SETTINGS_EXPORT = 'autogen';

/** True for a DataSource of any TypeORM. Source: TypeORM, src/util/InstanceChecker.ts. */
export function isDataSource(value: unknown): value is DataSource {
  return isObject(value) && value['@instanceof'] === Symbol.for('DataSource');
}

/** True for an EntitySchema of any TypeORM. */
export function isEntitySchema(value: unknown): boolean {
  return isObject(value) && value['@instanceof'] === Symbol.for('EntitySchema');
}

/** What a module exports as the settings of autogen; `undefined` = nothing. */
export function settingsExport(module: unknown): unknown {
  return namedExports(module).get(SETTINGS_EXPORT);
}

/**
 * Finds the one DataSource of a module: a DataSource, its options, or a promise or function of either.
 *
 * DataSources come before options (a file often exports both), values before functions (which are called only if
 * nothing else is there).
 *
 * @throws AutogenError `config-no-data-source`, `config-several-data-sources`.
 */
export async function findDataSource(module: unknown, file: string): Promise<FoundDataSource> {
  const exports = namedExports(module);
  exports.delete(SETTINGS_EXPORT);
  const values = new Map<string, unknown>();
  for (const [name, value] of exports) values.set(name, isThenable(value) ? await value : value);

  const direct = pick(values, file);
  if (direct !== undefined) return direct;
  const results = new Map<string, unknown>();
  for (const [name, value] of values) {
    if (typeof value === 'function' && !isClass(value) && value.length === 0)
      results.set(name, await (value as () => unknown)());
  }
  const returned = pick(results, file);
  if (returned !== undefined) return returned;

  const names = [...exports.keys()];
  throw new AutogenError(
    'config-no-data-source',
    `${file} exports no DataSource: ${names.length === 0 ? 'it exports nothing' : `it exports ${names.join(', ')}`}.`,
    { hint: 'add `export default new DataSource({ type: "postgres", entities: [...] })`', at: file },
  );
}

function pick(values: ReadonlyMap<string, unknown>, file: string): FoundDataSource | undefined {
  const dataSource = single(values, isDataSource, file);
  if (dataSource !== undefined) return { kind: 'dataSource', dataSource };
  const options = single(values, isOptions, file);
  return options === undefined ? undefined : { kind: 'options', options };
}

/** The one value of a sort; the same value under two names is one. */
function single<T>(
  values: ReadonlyMap<string, unknown>,
  is: (value: unknown) => value is T,
  file: string,
): T | undefined {
  const found = new Map<T, string>();
  for (const [name, value] of values) if (is(value) && !found.has(value)) found.set(value, name);
  if (found.size > 1) {
    throw new AutogenError(
      'config-several-data-sources',
      `${file} exports several DataSources: ${[...found.values()].join(', ')}.`,
      {
        hint: 'give each a file of its own, and name one: --data-source path/to/file.ts',
        at: file,
      },
    );
  }
  return found.keys().next().value;
}

/** `type` is the only option that every DataSource has. */
function isOptions(value: unknown): value is DataSourceOptions {
  return isObject(value) && !isDataSource(value) && typeof value.type === 'string';
}

/**
 * The exports of an ES module, a CommonJS module, or one inside the other; `module.exports = dataSource` counts as
 * `default`.
 */
function namedExports(module: unknown): Map<string, unknown> {
  const exports = new Map<string, unknown>();
  if (isDataSource(module) || isOptions(module) || typeof module === 'function' || isThenable(module)) {
    exports.set('default', module);
    if (isObject(module) && SETTINGS_EXPORT in module) exports.set(SETTINGS_EXPORT, module[SETTINGS_EXPORT]);
    return exports;
  }
  if (!isObject(module)) return exports;
  for (const [name, value] of Object.entries(module)) {
    // `import()` of CommonJS repeats everything below `default`.
    if (name === 'module.exports' || name === '__esModule') continue;
    if (name === 'default' && isObject(value) && !isDataSource(value) && !isOptions(value) && !isThenable(value)) {
      for (const [inner, innerValue] of namedExports(value)) if (!exports.has(inner)) exports.set(inner, innerValue);
      continue;
    }
    exports.set(name, value);
  }
  return exports;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isThenable(value: unknown): value is Promise<unknown> {
  return isObject(value) && typeof value.then === 'function';
}

/** Entities exported beside the DataSource are classes; calling one would throw. */
function isClass(value: object): boolean {
  return Function.prototype.toString.call(value).startsWith('class');
}
