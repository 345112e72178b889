/** What a DataSource carries with it for those who see it alone: TypeORM's own runner, and an application's start. Leaf. */

/** The settings that matter beyond the command line. */
export interface CarriedSettings {
  readonly versionTable?: string;
  readonly versionTableSchema?: string;
}

const SETTINGS = Symbol.for('typeorm-autogen.settings');

/**
 * Gives a DataSource the settings that say where the version table is: TypeORM's own runner and `assertUpToDate` see
 * the DataSource, and not what is exported beside it. Needed only where that table has another name or schema.
 *
 * @example
 * export const autogen: AutogenSettings = { versionTable: 'my_versions' };
 * export default withAutogen(new DataSource({ … }), autogen);
 */
export function withAutogen<Source extends object>(dataSource: Source, settings: CarriedSettings): Source {
  return Object.defineProperty(dataSource, SETTINGS, { value: settings });
}

/** What {@link withAutogen} gave a DataSource. */
export function carriedSettings(dataSource: object): CarriedSettings {
  const carried = SETTINGS in dataSource ? dataSource[SETTINGS] : undefined;
  return (carried ?? {}) as CarriedSettings;
}
