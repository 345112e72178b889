/** The extensions that TypeORM creates when it connects. Source: PostgresDriver.ts, `checkMetadataForExtensions`. */

import type { DataSource } from 'typeorm';

/** A column's type → the extension that has it. */
const BY_TYPE: ReadonlyMap<unknown, string> = new Map(
  Object.entries({
    citext: 'citext',
    hstore: 'hstore',
    geometry: 'postgis',
    geography: 'postgis',
    cube: 'cube',
    ltree: 'ltree',
    vector: 'vector',
    halfvec: 'vector',
  }),
);

/** Their names, each once; none where the options say that TypeORM must not install any. */
export function extensionsOf({ options, entityMetadatas }: DataSource): string[] {
  const chosen = options as { installExtensions?: boolean; extensions?: readonly string[]; uuidExtension?: string };
  if (chosen.installExtensions === false) return [];
  const names = new Set<string>();
  for (const { columns, generatedColumns, exclusions } of entityMetadatas) {
    if (generatedColumns.some((column) => column.generationStrategy === 'uuid')) {
      names.add(chosen.uuidExtension ?? 'uuid-ossp');
    }
    for (const { type } of columns) {
      const extension = BY_TYPE.get(type);
      if (extension !== undefined) names.add(extension);
    }
    if (exclusions.length > 0) names.add('btree_gist');
  }
  for (const name of chosen.extensions ?? []) names.add(name);
  return [...names];
}
