/**
 * The rows of TypeORM's own table that hold the text of generated columns. TypeORM compares entities with these rows,
 * not with the database, so that its own tools report a change for ever where they are missing.
 * Source: TypeORM, src/driver/postgres/PostgresQueryRunner.ts, `insertTypeormMetadataSql`.
 */

import { defineKind } from '../../schema/kind';
import { defineOperation } from '../../schema/operation';
import { type OfTable, ofTable } from '../place';
import { quoteLiteral, quotePath } from '../sql/quote';

export interface TypeormMetadataTraits {
  /** The expression as the entity has it, to the letter. */
  readonly text: string;
}

const TYPE = 'GENERATED_COLUMN';

export const typeormMetadata = defineKind<'typeormMetadata', TypeormMetadataTraits>()({
  name: 'typeormMetadata',
  reflect: {
    queries: ({ metadataTable }) =>
      metadataTable === null
        ? []
        : [
            `SELECT "schema", "table", "name", "value" FROM ${quotePath(metadataTable.schema, metadataTable.name)}
              WHERE "type" = '${TYPE}' AND "database" = current_database() AND "schema" = ANY($1::text[])`,
          ],
    *read([rows = []]) {
      for (const [schema, table, name, text] of rows as [string, string, string, string][]) {
        const path = [schema, table, name];
        yield { kind: 'typeormMetadata', path, parent: { kind: 'column', path }, traits: { text } };
      }
    },
  },
  *fromEntities(entities) {
    for (const { schema, name: table, columns } of entities.tables) {
      for (const { name, generatedAs } of columns) {
        if (generatedAs === null) continue;
        const path = [schema, table, name];
        yield { kind: 'typeormMetadata', path, parent: { kind: 'column', path }, traits: { text: generatedAs } };
      }
    }
  },
  traits: { text: { change: 'alter' } },
  operations: {
    setTypeormMetadata: defineOperation({
      statements: (context, of: OfTable & { readonly column: string }, text: string | null) => {
        const target = quotePath(context.metadataTable.schema, context.metadataTable.name);
        const schema = quoteLiteral(of.schema ?? context.defaultSchema);
        const [table, column] = [quoteLiteral(of.table), quoteLiteral(of.column)];
        const row = `"type" = '${TYPE}' AND "database" = current_database() AND "schema" = ${schema} AND "table" = ${table} AND "name" = ${column}`;
        const create = `CREATE TABLE IF NOT EXISTS ${target} ("type" varchar NOT NULL, "database" varchar, "schema" varchar, "table" varchar, "name" varchar, "value" text)`;
        const insert = `INSERT INTO ${target} ("database", "schema", "table", "type", "name", "value") VALUES (current_database(), ${schema}, ${table}, '${TYPE}', ${column}, ${text === null ? 'NULL' : quoteLiteral(text)})`;
        return [create, `DELETE FROM ${target} WHERE ${row}`, ...(text === null ? [] : [insert])];
      },
    }),
  },
  create: ({ path, traits }, context) => [{ name: 'setTypeormMetadata', args: [target(path, context), traits.text] }],
  drop: ({ path }, context) => [{ name: 'setTypeormMetadata', args: [target(path, context), null] }],
  alter: (_before, { path, traits }, _traits, context) => [
    { name: 'setTypeormMetadata', args: [target(path, context), traits.text] },
  ],
  outlives: true,
});

function target(path: readonly string[], context: { readonly defaultSchema: string }) {
  return { ...ofTable(path, context), column: path[2] as string };
}
