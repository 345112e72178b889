/**
 * The rows of TypeORM's own table that hold the texts of generated columns and of views. TypeORM compares entities with
 * these rows, not with the database, so that its own tools report a change for ever where they are missing.
 * Source: TypeORM, src/driver/postgres/PostgresQueryRunner.ts, `insertTypeormMetadataSql`.
 */

import { defineKind } from '../../schema/kind';
import { keyOf, type SchemaObject } from '../../schema/object';
import { defineOperation, type OperationContext } from '../../schema/operation';
import { inSchema, inTable, type OfTable, ofTable, placed } from '../place';
import { quoteLiteral, quotePath } from '../sql/quote';

export interface TypeormMetadataTraits {
  /** The expression or the query as the entity has it, to the letter. */
  readonly text: string;
  /** It is that of a materialized view. */
  readonly materialized: boolean;
}

/** What a row is about: a generated column, or a view. */
export type MetadataSubject =
  | (OfTable & { readonly column: string })
  | { readonly view: string; readonly schema?: string; readonly materialized?: true };

const COLUMN = 'GENERATED_COLUMN';
const [VIEW, MATERIALIZED] = ['VIEW', 'MATERIALIZED_VIEW'];

/** Of views, TypeORM writes neither the database nor the table. */
function rowOf(subject: MetadataSubject, context: OperationContext) {
  const schema = quoteLiteral(subject.schema ?? context.defaultSchema);
  if ('view' in subject) {
    const name = quoteLiteral(subject.view);
    return {
      condition: `"type" IN ('${VIEW}', '${MATERIALIZED}') AND "schema" = ${schema} AND "name" = ${name}`,
      values: `NULL, ${schema}, NULL, '${subject.materialized ? MATERIALIZED : VIEW}', ${name}`,
    };
  }
  const [table, column] = [quoteLiteral(subject.table), quoteLiteral(subject.column)];
  return {
    condition: `"type" = '${COLUMN}' AND "database" = current_database() AND "schema" = ${schema} AND "table" = ${table} AND "name" = ${column}`,
    values: `current_database(), ${schema}, ${table}, '${COLUMN}', ${column}`,
  };
}

export const typeormMetadata = defineKind<'typeormMetadata', TypeormMetadataTraits>()({
  name: 'typeormMetadata',
  reflect: {
    queries: ({ metadataTable }) => {
      if (metadataTable === null) return [];
      const from = `FROM ${quotePath(metadataTable.schema, metadataTable.name)} WHERE "schema" = ANY($1::text[])`;
      return [
        `SELECT "schema", "table", "name", "value" ${from} AND "type" = '${COLUMN}' AND "database" = current_database()`,
        `SELECT "schema", "name", "value", "type" = '${MATERIALIZED}' ${from} AND "type" IN ('${VIEW}', '${MATERIALIZED}')`,
      ];
    },
    *read([columns = [], views = []], names) {
      if (columns.length + views.length === 0) return;
      const known = new Map(names.tables.map((table) => [keyOf(table.id), table]));
      // A row may have outlived what it is about.
      for (const [schema, table, name, text] of columns as [string, string, string, string][]) {
        const owner = known.get(keyOf({ kind: 'table', path: [schema, table] }));
        if (owner?.columns.includes(name)) yield ofColumn([schema, table, name], text);
      }
      for (const [schema, name, text, materialized] of views as [string, string, string, boolean][]) {
        if (known.has(keyOf({ kind: 'view', path: [schema, name] }))) yield ofView([schema, name], text, materialized);
      }
    },
  },
  *fromEntities(entities) {
    for (const { schema, name: table, columns } of entities.tables) {
      for (const { name, generatedAs } of columns) {
        if (generatedAs !== null) yield ofColumn([schema, table, name], generatedAs);
      }
    }
    for (const { schema, name, definition, materialized } of entities.views) {
      yield ofView([schema, name], definition, materialized);
    }
  },
  traits: { text: { change: 'alter' }, materialized: { change: 'alter' } },
  operations: {
    setTypeormMetadata: defineOperation({
      locks: ({ metadataTable: { schema, name } }, _of: MetadataSubject, _text: string | null) => [
        { mode: 'ROW EXCLUSIVE', object: { kind: 'table', path: [schema, name] } },
      ],
      statements: (context, of: MetadataSubject, text: string | null) => {
        const target = quotePath(context.metadataTable.schema, context.metadataTable.name);
        const { condition, values } = rowOf(of, context);
        const create = `CREATE TABLE IF NOT EXISTS ${target} ("type" varchar NOT NULL, "database" varchar, "schema" varchar, "table" varchar, "name" varchar, "value" text)`;
        const insert = `INSERT INTO ${target} ("database", "schema", "table", "type", "name", "value") VALUES (${values}, ${text === null ? 'NULL' : quoteLiteral(text)})`;
        return [create, `DELETE FROM ${target} WHERE ${condition}`, ...(text === null ? [] : [insert])];
      },
      touches: (context, of: MetadataSubject) => {
        const [subject, ...rest] =
          'view' in of ? inSchema(context, 'view', of.view, of.schema) : inTable(context, 'column', of, of.column);
        return { changes: [[{ kind: 'typeormMetadata', path: subject.path }, subject, ...rest]] };
      },
    }),
  },
  create: ({ path, traits }, context) => [
    { name: 'setTypeormMetadata', args: [target(path, context, traits.materialized), traits.text] },
  ],
  drop: ({ path, traits }, context) => [
    { name: 'setTypeormMetadata', args: [target(path, context, traits.materialized), null] },
  ],
  alter: (_before, { path, traits }, _traits, context) => [
    { name: 'setTypeormMetadata', args: [target(path, context, traits.materialized), traits.text] },
  ],
  outlives: true,
  namesParent: true,
});

function ofColumn(path: readonly string[], text: string): SchemaObject<'typeormMetadata', TypeormMetadataTraits> {
  const traits = { text, materialized: false };
  return { kind: 'typeormMetadata', path, parent: { kind: 'column', path }, traits };
}

function ofView(
  path: readonly string[],
  text: string,
  materialized: boolean,
): SchemaObject<'typeormMetadata', TypeormMetadataTraits> {
  return { kind: 'typeormMetadata', path, parent: { kind: 'view', path }, traits: { text, materialized } };
}

function target(path: readonly string[], context: { readonly defaultSchema: string }, materialized: boolean) {
  const [schema, name, column] = path as [string, string, string | undefined];
  if (column !== undefined) return { ...ofTable(path, context), column };
  return { view: name, ...placed(schema, context), ...(materialized ? { materialized } : {}) };
}
