/** Entities as plain data, with everything left out that does not matter to a test. */

import type { Entities, EntityColumn, EntityTable } from '../../src/typeorm/entities';

export function column(name: string, type: EntityColumn['type'], rest: Partial<EntityColumn> = {}): EntityColumn {
  return {
    ...{ name, type, collation: null, nullable: true, default: null, generation: null, generatedAs: null },
    comment: null,
    ...rest,
  };
}

export function table(name: string, columns: readonly EntityColumn[], rest: Partial<EntityTable> = {}): EntityTable {
  return {
    ...{ schema: 'public', name, comment: null, columns, primaryKey: null },
    ...{ uniques: [], checks: [], exclusions: [], foreignKeys: [], indexes: [] },
    ...rest,
  };
}

export function entities(tables: readonly EntityTable[], rest: Partial<Entities> = {}): Entities {
  return {
    ...{ defaultSchema: 'public', tables, extensions: [], enums: [], views: [] },
    ignored: [{ kind: 'table', path: ['public', 'typeorm_metadata'] }],
    metadataTable: { schema: 'public', name: 'typeorm_metadata' },
    ...rest,
  };
}

export const nothing = entities([]);
