/**
 * The project's DataSource, made fit for comparing: entities loaded, nothing acted upon, no connection.
 *
 * TypeORM is a peer: it is never imported here but as types. The user's own copy is the one that counts.
 */
import { createRequire } from 'node:module';
import { dirname, isAbsolute } from 'node:path';
import type { DataSource, DataSourceOptions } from 'typeorm';
import { AutogenError } from '../errors';
import { type FoundDataSource, findDataSource, settingsExport } from './data-source-exports';
import { expandEntities, exportedEntities, placesOf, readablePath } from './entity-files';
import type { Loader } from './loader';
import { resolveSettings, type Settings } from './settings';
import { errorMessage, firstLine } from './system-error';

/** Something that is not wrong enough to stop, and worth a line. */
export interface Warning {
  /** Stable, kebab-case. */
  readonly code: string;
  /** One sentence. */
  readonly message: string;
}

/** A project's configuration, loaded. */
export interface LoadedConfig {
  /** The configuration file, absolute. */
  readonly file: string;
  /** Its folder: everything relative starts here. */
  readonly root: string;
  /** Not connected. Its entities are classes and schemas; `synchronize`, `dropSchema` and `migrationsRun` are off. */
  readonly dataSource: DataSource;
  readonly settings: Settings;
  readonly warnings: readonly Warning[];
  readonly loader: Loader;
}

/** `DataSource.buildMetadatas` is protected, and the only way to metadata without a connection. */
interface MetadataBuilder {
  buildMetadatas(): Promise<void>;
}

/** Where an entity came from, for errors about it. */
const filesOfEntities = new WeakMap<object, string>();

/**
 * Loads a configuration file and the entities that it names.
 *
 * @throws AutogenError `config-throws`, `config-no-data-source`, `config-several-data-sources`, `config-not-postgres`,
 *   `settings-invalid`, `typeorm-missing`, `entity-throws`, `typescript-syntax`, …
 */
export async function loadDataSource(configFile: string, loader: Loader): Promise<LoadedConfig> {
  const root = dirname(configFile);
  const module = await loader.load(configFile, 'config').catch((error: unknown) => {
    throw whereDriverIsMissing(error, configFile) ?? error;
  });
  const settings = resolveSettings(settingsExport(module), configFile, root);
  const found = await findExported(module, configFile, loader);
  const options = found.kind === 'dataSource' ? found.dataSource.options : found.options;
  if (options.type !== 'postgres') {
    throw notPostgres(`is of type "${options.type}"`, configFile);
  }
  const warnings: Warning[] = [];
  if (options.synchronize === true) {
    warnings.push({
      code: 'synchronize-on',
      message: `The DataSource in ${readablePath(configFile)} has \`synchronize: true\`: at every start the application changes the database behind the revisions' back, and may drop columns with their data; autogen ignores it, the application does not.`,
    });
  }
  const dataSource = found.kind === 'dataSource' ? found.dataSource : construct(found.options, configFile);
  // Before anything that takes time: in a file that calls `initialize()` itself it is still connecting.
  dataSource.setOptions({ synchronize: false, dropSchema: false, migrationsRun: false } as Partial<DataSourceOptions>);
  const entities = await loadEntities(options.entities, root, loader, warnings);
  dataSource.setOptions({ entities, subscribers: [], migrations: [] } as Partial<DataSourceOptions>);
  return { file: configFile, root, dataSource, settings, warnings, loader };
}

function notPostgres(whatIsWrong: string, configFile: string, cause?: unknown): AutogenError {
  return new AutogenError(
    'config-not-postgres',
    `The DataSource in ${configFile} ${whatIsWrong}, and autogen works with PostgreSQL only.`,
    {
      hint: 'set `type: "postgres"`, or name another file: --data-source path/to/data-source.ts',
      at: configFile,
      ...(cause === undefined ? {} : { cause }),
    },
  );
}

/** TypeORM makes no DataSource where it lacks its driver: nobody gets to see its type. Source: src/error of TypeORM. */
function whereDriverIsMissing(error: unknown, configFile: string): AutogenError | undefined {
  const cause: unknown = error instanceof AutogenError ? error.cause : undefined;
  if (typeof cause !== 'object' || cause === null || !('name' in cause)) return undefined;
  if (!['DriverPackageNotInstalledError', 'MissingDriverError'].includes(String(cause.name))) return undefined;
  if (errorMessage(cause).includes('npm install pg')) return undefined;
  return notPostgres(`is for another database (${firstLine(cause)})`, configFile, cause);
}

async function findExported(module: unknown, file: string, loader: Loader): Promise<FoundDataSource> {
  try {
    return await findDataSource(module, file);
  } catch (error) {
    if (error instanceof AutogenError) throw error;
    const at = loader.locate(error) ?? file;
    throw new AutogenError('config-throws', `The export of ${file} failed: ${firstLine(error)}.`, {
      hint: `correct ${at}`,
      at,
      cause: error,
    });
  }
}

/** With the user's own TypeORM: its decorators fill a storage that another copy does not see. */
function construct(options: DataSourceOptions, configFile: string): DataSource {
  let typeorm: typeof import('typeorm');
  try {
    typeorm = createRequire(configFile)('typeorm') as typeof import('typeorm');
  } catch (error) {
    throw new AutogenError(
      'typeorm-missing',
      `The package typeorm cannot be loaded from ${configFile}: ${firstLine(error)}.`,
      {
        hint: 'npm install typeorm pg reflect-metadata',
        cause: error,
      },
    );
  }
  // A copy: the application may use the same object.
  try {
    return new typeorm.DataSource({ ...options });
  } catch (error) {
    throw new AutogenError(
      'config-throws',
      `The options that ${configFile} exports make no DataSource: ${firstLine(error)}.`,
      { hint: `correct ${configFile}, or install what the message names`, at: configFile, cause: error },
    );
  }
}

/** Globs and folders become what their files export; everything else stays. */
async function loadEntities(
  given: DataSourceOptions['entities'],
  root: string,
  loader: Loader,
  warnings: Warning[],
): Promise<unknown[]> {
  const list: unknown[] = given === undefined ? [] : Object.values(given);
  const files = new Set<string>();
  for (const pattern of list.filter((item) => typeof item === 'string')) {
    const matched = expandEntities(pattern, root);
    if (matched.length === 0) {
      warnings.push({
        code: 'entities-glob-empty',
        message: `No file matches the entities "${readablePath(pattern)}"${isAbsolute(pattern) ? '' : `, relative to ${placesOf(root).join(' or ')}`}.`,
      });
    }
    for (const file of matched) files.add(file);
  }
  const entities = new Set<unknown>(list.filter((item) => typeof item !== 'string'));
  const ordered = [...files];
  const modules = await loader.loadAll(ordered, 'entity');
  for (const [index, module] of modules.entries()) {
    for (const entity of exportedEntities(module)) {
      const file = ordered[index];
      if (file !== undefined && !filesOfEntities.has(entity as object)) filesOfEntities.set(entity as object, file);
      entities.add(entity);
    }
  }
  return [...entities];
}

const built = new WeakMap<DataSource, Promise<void>>();

/**
 * Builds the metadata of all entities, without a connection. Once for each DataSource: building changes TypeORM's
 * global storage.
 *
 * @throws AutogenError `entities-invalid`, with TypeORM's own message and the entity's file where it is known.
 */
export function buildMetadatas(dataSource: DataSource): Promise<void> {
  let building = built.get(dataSource);
  if (building === undefined) {
    building = (dataSource as unknown as MetadataBuilder).buildMetadatas().catch((error: unknown) => {
      throw invalidEntities(error, dataSource);
    });
    built.set(dataSource, building);
  }
  return building;
}

/** TypeORM's messages hold the entity's name, each in its own way; the longest name that occurs is meant. */
function invalidEntities(error: unknown, dataSource: DataSource): AutogenError {
  const message = firstLine(error);
  const given = dataSource.options.entities;
  const named = (given === undefined ? [] : Object.values(given))
    .map((entity) => ({ entity, name: nameOf(entity) }))
    .filter(({ name }) => name !== '' && new RegExp(`(?<![\\w$])${escaped(name)}(?![\\w$])`).test(message))
    .sort((one, other) => other.name.length - one.name.length)[0];
  const file = named === undefined ? undefined : filesOfEntities.get(named.entity as object);
  const subject =
    named === undefined ? 'The entities are' : `The entity ${named.name}${file === undefined ? '' : ` in ${file}`} is`;
  return new AutogenError('entities-invalid', `${subject} not valid: ${message}.`, {
    hint: `correct ${file ?? (named === undefined ? 'the entities' : `the entity ${named.name}`)}; the message is TypeORM's own`,
    at: file,
    cause: error,
  });
}

function nameOf(entity: unknown): string {
  if (typeof entity === 'function') return entity.name;
  if (typeof entity !== 'object' || entity === null || !('options' in entity)) return '';
  const { options } = entity;
  return typeof options === 'object' && options !== null && 'name' in options ? String(options.name) : '';
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
