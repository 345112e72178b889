/** An entity set: the smallest entities that show one thing, and what TypeORM itself makes of them. */
import type { DataSourceOptions, MixedList } from 'typeorm';

/** Options of a PostgreSQL DataSource, without what the harness fills in. */
type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }>;
export type SetOptions = Partial<
  Omit<PostgresOptions, 'type' | 'entities' | 'synchronize' | 'host' | 'port' | 'username' | 'password' | 'database'>
>;

export type TypeormVersion = '0.3' | '1';

export interface EntitySet {
  /** One sentence. */
  readonly shows: string;
  readonly entities: Exclude<PostgresOptions['entities'], MixedList<never> | undefined>;
  /** Further options of the DataSource. */
  readonly options?: SetOptions;
  /** SQL that runs in every database first: what neither TypeORM nor the engine is supposed to create. */
  readonly before?: readonly string[];
  /** Schemas that the entities use. The engine creates them; TypeORM expects to find them. */
  readonly schemas?: readonly string[];
  /** SQL that runs in every database once its schema is built: changes by hand that both have to leave alone. */
  readonly after?: readonly string[];
  /** For a set that only one version of TypeORM can express or build. */
  readonly typeorm?: { readonly only: TypeormVersion; readonly because: string };
  /** The first major version of PostgreSQL that has what it shows. */
  readonly sincePostgres?: number;
  /** Why TypeORM's own log() has statements right after synchronize(): in both versions, or in one. */
  readonly typeormSelfInconsistent?: string | { readonly [version in TypeormVersion]?: string };
  /**
   * Why the engine does not build what `synchronize()` builds. The schemas are not compared then; instead TypeORM's
   * own log() must be empty on what the engine built, although it is not on what TypeORM built.
   */
  readonly engineDiffers?: string;
}

export interface NamedSet extends EntitySet {
  /** The file's name without its ending. */
  readonly name: string;
}

export const defineSet = (set: EntitySet): EntitySet => set;

/** Why the version of TypeORM that runs here contradicts itself on this set, or undefined where it does not. */
export function selfInconsistency(set: EntitySet, version: TypeormVersion): string | undefined {
  const reason = set.typeormSelfInconsistent;
  return typeof reason === 'object' ? reason[version] : reason;
}
