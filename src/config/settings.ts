/**
 * The settings of autogen itself: what users write beside their DataSource, and what the rest of the code reads.
 *
 * A setting exists only if something uses it.
 */
import { isAbsolute, resolve } from 'node:path';
import { AutogenError } from '../errors';
import type { KindName } from '../postgres/kinds';
import { readPath } from '../postgres/sql/quote';
import type { FilteredObject, Filters, ObjectFilter } from '../schema/filter';
import { complaintAboutFilters, guarded } from './filters';

/**
 * What a configuration file exports as `autogen`. Everything is optional.
 *
 * @example
 * ```ts
 * import type { AutogenSettings } from 'typeorm-autogen';
 *
 * export const autogen: AutogenSettings = { migrations: 'src/migrations', keep: ['table:public.legacy'] };
 * ```
 */
export interface AutogenSettings {
  /**
   * The folder that revisions are written to and read from, relative to the configuration file. What follows a
   * revision of another folder is written beside that.
   *
   * @default 'migrations'
   */
  readonly migrations?: string;
  /** More folders to read revisions from, relative to the configuration file. */
  readonly versionLocations?: readonly string[];
  /**
   * The table that holds the applied heads.
   *
   * @default 'autogen_version'
   */
  readonly versionTable?: string;
  /** The schema of the version table; without it the first schema of the search path. */
  readonly versionTableSchema?: string;
  /**
   * `true`: the embedded PostgreSQL may be used in continuous integration and production too, where no server is
   * named. `false`: never. Without it: only on a developer's machine, where no server is named.
   */
  readonly embedded?: boolean;
  /** Tables that no entity describes and that are to stay, quoted as in SQL: `table:public.legacy`, `"MixedCase"`. */
  readonly keep?: readonly string[];
  /** The schemas that are compared; without it those of the entities and the DataSource. */
  readonly schemas?: readonly string[];
  /**
   * What is compared, with all its parts; without it everything. What no filter names is neither created nor dropped nor
   * altered, and no drift.
   */
  readonly include?: readonly ObjectFilter<KindName>[];
  /**
   * What is not compared, with all its parts.
   *
   * @example
   * exclude: [{ schema: 'audit' }, { table: 'legacy_*' }, { kind: 'index', name: 'idx_tmp_*' }]
   */
  readonly exclude?: readonly ObjectFilter<KindName>[];
  /**
   * Whether an object is compared, asked about all of both sides that `include` and `exclude` leave, but for parts of what
   * it has refused. What it refuses on one side is left out of both. The same object must get the same answer each time.
   */
  readonly includeObject?: (object: FilteredObject<KindName>) => boolean;
  /**
   * `true`: `autogen check` does not fail where there are several heads, as in a project whose branches stay apart.
   *
   * @default false
   */
  readonly allowMultipleHeads?: boolean;
  /**
   * How long a statement of a revision waits for a lock, in milliseconds; 0 = for ever. Without it, the server's own
   * `lock_timeout`. What waits for a lock lets nobody else pass: a second or two, and some retries, spare an application.
   */
  readonly lockTimeout?: number;
  /**
   * How often a transaction that did not get a lock is tried again, as a whole. Not what runs outside a transaction.
   *
   * @default 10
   */
  readonly lockRetries?: number;
  /**
   * The pause before it is tried again for the first time, in milliseconds; each is twice as long as the one before, or a
   * bit shorter.
   *
   * @default 500
   */
  readonly lockRetryPause?: number;
  /**
   * The longest pause, in milliseconds.
   *
   * @default 30_000
   */
  readonly lockRetryLongestPause?: number;
  /** How long a statement of a revision may run, in milliseconds; 0 = for ever. */
  readonly statementTimeout?: number;
}

/** {@link AutogenSettings} with defaults filled in and every path absolute. */
export interface Settings {
  /** Absolute. */
  readonly migrations: string;
  /** Absolute; without `migrations` itself. */
  readonly versionLocations: readonly string[];
  readonly versionTable: string;
  readonly versionTableSchema: string | undefined;
  readonly embedded: boolean | undefined;
  readonly keep: readonly string[];
  readonly schemas: readonly string[] | undefined;
  /** `include`, `exclude` and `includeObject`; its failures are told of by AutogenErrors. */
  readonly filters: Filters;
  readonly allowMultipleHeads: boolean;
  /** Milliseconds. */
  readonly lockTimeout: number | undefined;
  readonly lockRetries: number;
  /** Milliseconds. */
  readonly lockRetryPause: number;
  /** Milliseconds. */
  readonly lockRetryLongestPause: number;
  /** Milliseconds. */
  readonly statementTimeout: number | undefined;
}

/** A check returns what is wrong, as a remedy ("must be …"), or nothing. */
type Check = (value: unknown) => string | undefined;

/** `{ [setting]-?: … }`: a setting without a check does not compile. */
const CHECKS: { readonly [setting in keyof Required<AutogenSettings>]: Check } = {
  migrations: text('a folder, as in "src/migrations"'),
  versionLocations: list(text('a folder'), 'a list of folders, as in ["packages/billing/migrations"]'),
  versionTable: identifier,
  versionTableSchema: identifier,
  embedded: trueOrFalse,
  keep: list(keptTable, 'a list of tables, as in ["table:public.legacy"]'),
  schemas: list(identifier, 'a list of schemas, as in ["public", "billing"]'),
  include: (value) =>
    Array.isArray(value) && value.length === 0
      ? 'must have at least one filter: leave it out to compare everything'
      : complaintAboutFilters(value, identifier),
  exclude: (value) => complaintAboutFilters(value, identifier),
  includeObject: (value) =>
    typeof value === 'function' ? undefined : 'must be a function, as in ({ table }) => table !== "cache"',
  allowMultipleHeads: trueOrFalse,
  lockTimeout: milliseconds,
  lockRetries: (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= 0 ? undefined : 'must be a whole number, or 0',
  lockRetryPause: milliseconds,
  lockRetryLongestPause: milliseconds,
  statementTimeout: milliseconds,
};

/**
 * Checks what a configuration file exports as `autogen` and fills in the defaults.
 *
 * @param exported - the value of the export; `undefined` = all defaults.
 * @param file - the configuration file, absolute: relative folders start from its folder.
 * @param root - the folder of the configuration.
 * @throws AutogenError `settings-invalid`, with every complaint and its remedy at once.
 */
export function resolveSettings(exported: unknown, file: string, root: string): Settings {
  const complaints = complaintsAbout(exported);
  if (complaints.length > 0) {
    throw new AutogenError(
      'settings-invalid',
      `The export \`autogen\` of ${file} has ${complaints.length === 1 ? 'a mistake' : `${complaints.length} mistakes`}: ${complaints.join('; ')}.`,
      { hint: `correct the export \`autogen\` in ${file}; its type is AutogenSettings`, at: file },
    );
  }
  const settings: AutogenSettings = exported ?? {};
  const absolute = (path: string): string => (isAbsolute(path) ? path : resolve(root, path));
  const migrations = absolute(settings.migrations ?? 'migrations');
  return {
    migrations,
    versionLocations: [...new Set((settings.versionLocations ?? []).map(absolute))].filter(
      (folder) => folder !== migrations,
    ),
    versionTable: settings.versionTable ?? 'autogen_version',
    versionTableSchema: settings.versionTableSchema,
    embedded: settings.embedded,
    keep: settings.keep ?? [],
    schemas: settings.schemas,
    filters: {
      include: settings.include ?? [],
      exclude: settings.exclude ?? [],
      ...(settings.includeObject === undefined ? {} : { includeObject: guarded(settings.includeObject, file) }),
    },
    allowMultipleHeads: settings.allowMultipleHeads ?? false,
    lockTimeout: settings.lockTimeout,
    lockRetries: settings.lockRetries ?? 10,
    lockRetryPause: settings.lockRetryPause ?? 500,
    lockRetryLongestPause: settings.lockRetryLongestPause ?? 30_000,
    statementTimeout: settings.statementTimeout,
  };
}

function complaintsAbout(exported: unknown): string[] {
  if (exported === undefined) return [];
  if (typeof exported !== 'object' || exported === null || Array.isArray(exported)) {
    return [`it must be an object, as in { migrations: "src/migrations" }, not ${describe(exported)}`];
  }
  const complaints: string[] = [];
  for (const [name, value] of Object.entries(exported)) {
    const check = isSetting(name) ? CHECKS[name] : undefined;
    if (check === undefined) {
      complaints.push(`\`${name}\` is not a setting (the settings are ${Object.keys(CHECKS).join(', ')})`);
      continue;
    }
    if (value === undefined) continue;
    const complaint = check(value);
    if (complaint !== undefined) complaints.push(`\`${name}\` ${complaint}, not ${describe(value)}`);
  }
  return complaints;
}

function isSetting(name: string): name is keyof AutogenSettings {
  return Object.hasOwn(CHECKS, name);
}

function text(what: string): Check {
  return (value) => (typeof value === 'string' && value.trim() !== '' ? undefined : `must be ${what}`);
}

function trueOrFalse(value: unknown): string | undefined {
  return typeof value === 'boolean' ? undefined : 'must be true or false';
}

function list(item: Check, what: string): Check {
  return (value) => {
    if (!Array.isArray(value)) return `must be ${what}`;
    return value.every((entry) => item(entry) === undefined) ? undefined : `must be ${what}`;
  };
}

/** PostgreSQL cuts longer names off in silence, and two settings could then mean one table. */
function identifier(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return 'must be a name';
  if (value.includes('\0')) return 'must not contain a zero byte';
  return Buffer.byteLength(value) <= 63 ? undefined : 'must be at most 63 bytes long, as PostgreSQL wants names to be';
}

function keptTable(value: unknown): string | undefined {
  return typeof value === 'string' &&
    readPath(value.replace(/^table:/, ''))?.every((name) => name !== '') === true &&
    !/^(?!table:)\w+:/.test(value)
    ? undefined
    : 'must be written as "table:public.legacy"';
}

function milliseconds(value: unknown): string | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 2147483647
    ? undefined
    : 'must be a whole number of milliseconds';
}

function describe(value: unknown): string {
  const printed = typeof value === 'function' ? 'a function' : (JSON.stringify(value) ?? String(value));
  return printed.length > 60 ? `${printed.slice(0, 57)}…` : printed;
}
