/** TypeORM's metadata → {@link Entities}. Source: TypeORM, src/schema-builder/RdbmsSchemaBuilder.ts and Table.ts. */

import type { DataSource, EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import type { ForeignKeyMetadata } from 'typeorm/metadata/ForeignKeyMetadata';
import { AutogenError } from '../errors';
import { truncateName } from '../postgres/sql/quote';
import type { ObjectId } from '../schema/object';
import { enumName, typeOf } from './column-type';
import { defaultOf } from './defaults';
import type {
  Deferrable,
  Entities,
  EntityColumn,
  EntityEnum,
  EntityForeignKey,
  EntityIndex,
  EntityTable,
  EntityView,
  ReferentialAction,
} from './entities';
import { extensionsOf } from './extensions';
import { distinct, requireOwnNames } from './one-name';
import { distinctTables } from './one-table';
import { inOrderOfDependence } from './view-order';

/**
 * What the entities of a data source say about the schema. Its metadata must have been built; no connection is needed.
 *
 * @param defaultSchema the schema of tables that name none.
 * @throws AutogenError `entity-conflict` where two entities describe one table, or one enum, in different ways;
 *   `name-clash` where PostgreSQL would give two things one name.
 */
export function readEntities(dataSource: DataSource, defaultSchema: string): Entities {
  const metadatas = dataSource.entityMetadatas.filter(({ tableType }) => tableType !== 'entity-child');
  const tables = metadatas.filter(({ tableType }) => tableType !== 'view');
  const views = metadatas.filter(({ tableType }) => tableType === 'view');
  const synchronized = tables.filter(({ synchronize }) => synchronize).map(withColumns);
  return {
    defaultSchema,
    tables: distinctTables(
      synchronized.map((entity) => ({
        metadata: entity.metadata,
        table: readTable(entity, dataSource, defaultSchema),
      })),
    ).sort(byName),
    extensions: extensionsOf(dataSource),
    enums: distinctEnums(synchronized, dataSource, defaultSchema),
    ignored: [
      ...tables.filter(({ synchronize }) => !synchronize).map((metadata) => tableId(metadata, defaultSchema)),
      ...views
        .filter(({ synchronize }) => !synchronize)
        .map((metadata) => ({ ...tableId(metadata, defaultSchema), kind: 'view' })),
      ...synchronized.flatMap(({ metadata }) => ignoredIndexes(metadata, defaultSchema)),
      ...ownTables(dataSource, defaultSchema),
    ],
    views: inOrderOfDependence(views.filter(({ synchronize }) => synchronize)).map((view) =>
      readView(view, dataSource, defaultSchema),
    ),
    metadataTable: metadataTableOf(dataSource, defaultSchema),
  };
}

/** TypeORM's own table of generated columns and views. */
export function metadataTableOf(dataSource: DataSource, defaultSchema: string): { schema: string; name: string } {
  return { schema: defaultSchema, name: dataSource.options.metadataTableName ?? 'typeorm_metadata' };
}

function schemaOf(metadata: EntityMetadata, defaultSchema: string): string {
  return truncateName(metadata.schema ?? defaultSchema);
}

function tableId(metadata: EntityMetadata, defaultSchema: string): ObjectId {
  return { kind: 'table', path: [schemaOf(metadata, defaultSchema), truncateName(metadata.tableName)] };
}

function ignoredIndexes(metadata: EntityMetadata, defaultSchema: string): ObjectId[] {
  const { path } = tableId(metadata, defaultSchema);
  return metadata.indices
    .filter((index) => index.synchronize === false)
    .map((index) => ({ kind: 'index', path: [...path, truncateName(index.name)] }));
}

/** The tables that TypeORM keeps for itself. */
function ownTables({ options }: DataSource, defaultSchema: string): ObjectId[] {
  const cache = 'cache' in options && typeof options.cache === 'object' ? options.cache.tableName : undefined;
  const names = [
    options.migrationsTableName ?? 'migrations',
    options.metadataTableName ?? 'typeorm_metadata',
    cache ?? 'query-result-cache',
  ];
  return names.map((name) => ({ kind: 'table', path: [defaultSchema, name] }));
}

/** What stands in a schema. */
type Named = Readonly<Record<'schema' | 'name', string>>;

/** As the database lists its own: the order of entity files is nobody's intention. */
function byName(one: Named, other: Named): number {
  if (one.schema !== other.schema) return one.schema < other.schema ? -1 : 1;
  return one.name < other.name ? -1 : 1;
}

function distinctEnums(
  entities: readonly EntityWithColumns[],
  dataSource: DataSource,
  defaultSchema: string,
): EntityEnum[] {
  const enums = new Map<string, EntityEnum & { readonly of: string }>();
  for (const { metadata, choices } of entities) {
    const schema = schemaOf(metadata, defaultSchema);
    for (const column of choices) {
      if (dataSource.driver.normalizeType(column) !== 'enum') continue;
      const name = enumName(column, { schema, table: metadata.tableName });
      const labels = (column.enum ?? []).map((label) => truncateName(String(label)));
      const key = `${schema}\u0000${name}`;
      const other = enums.get(key);
      const of = `${metadata.name}.${column.propertyPath}`;
      if (other === undefined) {
        enums.set(key, { schema, name, labels, of });
      } else if (JSON.stringify(other.labels) !== JSON.stringify(labels)) {
        throw new AutogenError(
          'entity-conflict',
          `The columns ${other.of} and ${of} both describe the enum ${schema}.${name}, with different values.`,
          { hint: 'Give both the same values in the same order, or one of them an enumName of its own.' },
        );
      }
    }
  }
  return [...enums.values()].map(({ schema, name, labels }) => ({ schema, name, labels })).sort(byName);
}

/** An entity whose columns were gone through: there are tens of thousands, and they are far apart in memory. */
interface EntityWithColumns {
  readonly metadata: EntityMetadata;
  /** Those that are in the table, once each: embedded and inherited ones may be listed under several properties. */
  readonly columns: readonly ColumnMetadata[];
  /** All that have values to choose from. */
  readonly choices: readonly ColumnMetadata[];
}

function withColumns(metadata: EntityMetadata): EntityWithColumns {
  const byName = new Map<string, ColumnMetadata>();
  const choices: ColumnMetadata[] = [];
  for (const column of metadata.columns) {
    if (column.isVirtualProperty) continue;
    if (!byName.has(column.databaseName)) byName.set(column.databaseName, column);
    if (column.enum !== undefined) choices.push(column);
  }
  return { metadata, columns: [...byName.values()], choices };
}

function readTable(
  { metadata, columns }: EntityWithColumns,
  dataSource: DataSource,
  defaultSchema: string,
): EntityTable {
  const { path } = tableId(metadata, defaultSchema);
  const [schema, name] = path as [string, string];
  requireOwnNames(metadata, columns);
  const primary = columns.filter((column) => column.isPrimary);
  const primaryNames = primary.map((column) => column.databaseName);
  const constraintTable =
    metadata.schema === undefined ? metadata.tableName : `${metadata.schema}.${metadata.tableName}`;
  return {
    schema,
    name,
    comment: commentOf(metadata),
    columns: columns.map((column) => readColumn(column, dataSource, { schema, table: metadata.tableName })),
    primaryKey:
      primary.length === 0
        ? null
        : {
            name: truncateName(
              primary[0]?.primaryKeyConstraintName ??
                dataSource.namingStrategy.primaryKeyName(constraintTable, primaryNames),
            ),
            columns: primaryNames.map(truncateName),
          },
    uniques: distinct(
      metadata,
      'unique constraints',
      metadata.uniques.map((unique) => ({
        name: truncateName(unique.name),
        columns: columnNames(unique.columns),
        deferrable: deferrableOf(unique.deferrable),
      })),
    ),
    checks: distinct(
      metadata,
      'checks',
      metadata.checks.map(({ name, expression }) => ({ name: truncateName(name), expression })),
    ),
    exclusions: distinct(
      metadata,
      'exclusion constraints',
      metadata.exclusions.map((exclusion) => ({
        name: truncateName(exclusion.name),
        expression: exclusion.expression,
        deferrable: deferrableOf((exclusion as { deferrable?: string }).deferrable),
      })),
    ),
    foreignKeys: distinct(
      metadata,
      'foreign keys',
      metadata.foreignKeys.map((key) => readForeignKey(key, defaultSchema)),
    ),
    indexes: indexesOf(metadata),
  };
}

/** As TypeORM writes it: an expression that is a function makes a query. */
function readView(metadata: EntityMetadata, dataSource: DataSource, defaultSchema: string): EntityView {
  const { expression = '' } = metadata;
  const definition = typeof expression === 'string' ? expression.trim() : expression(dataSource).getQuery();
  const materialized = metadata.tableMetadataArgs.materialized === true;
  return {
    schema: schemaOf(metadata, defaultSchema),
    name: truncateName(metadata.tableName),
    definition,
    materialized,
    indexes: materialized ? indexesOf(metadata) : [],
  };
}

function indexesOf(metadata: EntityMetadata): readonly EntityIndex[] {
  return distinct(metadata, 'indexes', metadata.indices.filter((index) => index.synchronize).map(readIndex));
}

/** PostgreSQL's texts hold no null byte, and TypeORM leaves it out of comments. */
function commentOf({ comment }: { readonly comment?: string }): string | null {
  return comment?.replaceAll('\0', '') || null;
}

function columnNames(columns: readonly ColumnMetadata[]): string[] {
  return columns.map((column) => truncateName(column.databaseName));
}

function readColumn(
  column: ColumnMetadata,
  dataSource: DataSource,
  place: { readonly schema: string; readonly table: string },
): EntityColumn {
  const type = typeOf(column, dataSource.driver, place);
  const generated = column.isGenerated ? column.generationStrategy : undefined;
  const identity = generated === ('identity' as string);
  // Whatever else TypeORM generates by, it does with a sequence.
  const serial =
    generated !== undefined && generated !== 'uuid' && !identity && typeof type === 'string' && INTEGERS.has(type);
  return {
    name: truncateName(column.databaseName),
    type,
    collation: column.collation ?? null,
    nullable: column.isNullable && !column.isPrimary && !identity,
    default: serial || identity ? null : (defaultOf(column, dataSource.driver) ?? uuidDefault(column, dataSource)),
    generation: serial
      ? 'serial'
      : identity
        ? column.generatedIdentity === 'ALWAYS'
          ? 'identity always'
          : 'identity by default'
        : null,
    generatedAs: column.asExpression && column.generatedType === 'STORED' ? column.asExpression : null,
    comment: commentOf(column),
  };
}

const INTEGERS = new Set(['smallint', 'integer', 'bigint']);

/** What TypeORM's driver says for `@Generated('uuid')`. Source: PostgresDriver.ts, `uuidGenerator`. */
function uuidDefault(column: ColumnMetadata, { options }: DataSource): string | null {
  if (!column.isGenerated || column.generationStrategy !== 'uuid') return null;
  const pgcrypto = 'uuidExtension' in options && options.uuidExtension === 'pgcrypto';
  return pgcrypto ? 'gen_random_uuid()' : 'uuid_generate_v4()';
}

function readForeignKey(key: ForeignKeyMetadata, defaultSchema: string): EntityForeignKey {
  return {
    name: truncateName(key.name),
    columns: columnNames(key.columns),
    references: {
      schema: schemaOf(key.referencedEntityMetadata, defaultSchema),
      table: truncateName(key.referencedEntityMetadata.tableName),
      columns: columnNames(key.referencedColumns),
    },
    onDelete: actionOf(key.onDelete),
    onUpdate: actionOf(key.onUpdate),
    deferrable: deferrableOf(key.deferrable),
  };
}

function actionOf(action: string | undefined): ReferentialAction {
  if (action === undefined) return 'NO ACTION';
  return action === 'DEFAULT' ? 'SET DEFAULT' : (action as ReferentialAction);
}

function deferrableOf(deferrable: string | undefined): Deferrable {
  if (deferrable === undefined) return null;
  return deferrable === 'INITIALLY DEFERRED' ? 'deferred' : 'immediate';
}

function readIndex(index: EntityMetadata['indices'][number]): EntityIndex {
  const type: unknown = 'type' in index ? index.type : undefined;
  const method = index.isSpatial ? 'gist' : typeof type === 'string' ? type : 'btree';
  // `synchronize()` leaves the order out that the entity declares. No other method sorts.
  const isDescending = (column: ColumnMetadata) => (index.columnNamesWithOrderingMap[column.databasePath] ?? 1) < 0;
  const descending = method === 'btree' ? columnNames(index.columns.filter(isDescending)) : [];
  return {
    name: truncateName(index.name),
    columns: columnNames(index.columns),
    ...(descending.length === 0 ? {} : { descending }),
    unique: index.isUnique,
    method,
    where: index.where || null,
    ...(index.isConcurrent ? { concurrent: true } : {}),
  };
}
