/**
 * Extended statistics. No entity describes them: they stay as they are, and go with the first column that they are
 * about. Source: PostgreSQL documentation, SQL-CREATESTATISTICS and CATALOG-PG-STATISTIC-EXT.
 */

import { defineKind } from '../../schema/kind';
import { type Argument, defineOperation } from '../../schema/operation';
import { type Mention, mentionedKeys, mentionsSql, ofExtensionSql } from '../mentions';
import { inSchema, pathIn, placed, placedArgs, qualified } from '../place';
import { quoteLiteral } from '../sql/quote';
import { Sql } from '../sql/sql';

export interface StatisticsTraits {
  /** Their own schema, which need not be that of their table. */
  readonly schema: string;
  readonly name: string;
  /** The whole statement that makes them, as PostgreSQL prints it. */
  readonly definition: string;
  readonly comment: string | null;
}

/** Extended statistics as a revision writes them. */
export interface StatisticsSpec {
  /** Their own schema. */
  readonly schema?: string;
  /** The whole statement that makes them. */
  readonly definition: Sql;
  readonly comment?: string;
}

export const statistics = defineKind<'statistics', StatisticsTraits>()({
  name: 'statistics',
  reflect: {
    queries: () => [
      `SELECT s.stxrelid, sn.nspname, s.stxname, pg_catalog.pg_get_statisticsobjdef(s.oid),
              pg_catalog.obj_description(s.oid, 'pg_statistic_ext'), ${mentionsSql('pg_statistic_ext', 's.oid')}
         FROM pg_catalog.pg_statistic_ext s
         JOIN pg_catalog.pg_namespace sn ON sn.oid = s.stxnamespace
         JOIN pg_catalog.pg_class c ON c.oid = s.stxrelid
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = ANY($1::text[]) AND c.relkind IN ('r', 'p', 'm') AND NOT c.relispartition
          AND NOT ${ofExtensionSql('pg_class', 'c.oid')}
        ORDER BY n.nspname, c.relname, sn.nspname, s.stxname`,
    ],
    *read([rows = []], names) {
      for (const [table, schema, name, definition, comment, mentions] of rows as StatisticsRow[]) {
        const parent = names.table(table);
        // Two schemas may have statistics of one name about one table.
        const path = pathIn(parent, schema === parent.path[0] ? name : `${schema}.${name}`);
        const traits = { schema, name, definition, comment };
        yield { kind: 'statistics', path, parent, traits, needs: mentionedKeys(mentions) };
      }
    },
  },
  fromEntities: () => [],
  traits: {
    schema: { change: 'recreate' },
    name: { change: 'recreate' },
    definition: { change: 'recreate' },
    comment: { change: 'recreate' },
  },
  operations: {
    createStatistics: defineOperation({
      locks: [{ mode: 'SHARE UPDATE EXCLUSIVE', which: 'the table that it is about' }],
      statements: (context, name: string, { schema, definition, comment }: StatisticsSpec) => [
        definition.text,
        ...(comment === undefined
          ? []
          : [`COMMENT ON STATISTICS ${qualified(context, name, schema)} IS ${quoteLiteral(comment)}`]),
      ],
      touches: (context, name: string, { schema }: StatisticsSpec) => ({
        makes: [inSchema(context, 'statistics', name, schema)],
        mayUseAnything: true,
      }),
    }),
    dropStatistics: defineOperation({
      locks: [{ mode: 'SHARE UPDATE EXCLUSIVE', which: 'the table that it is about' }],
      statements: (context, name: string, at: { readonly schema?: string } = {}) => [
        `DROP STATISTICS ${qualified(context, name, at.schema)}`,
      ],
      touches: (context, name: string, at: { readonly schema?: string } = {}) => ({
        changes: [inSchema(context, 'statistics', name, at.schema)],
      }),
    }),
  },
  create: ({ traits: { schema, name, definition, comment } }, context) => {
    const spec = {
      ...placed(schema, context),
      definition: new Sql(definition),
      ...(comment === null ? {} : { comment }),
    } satisfies Argument;
    return [{ name: 'createStatistics', args: [name, spec] }];
  },
  drop: ({ traits: { schema, name } }, context) => [
    { name: 'dropStatistics', args: [name, ...placedArgs(schema, context)] },
  ],
  renamed: (object, from, to) => {
    if (from.kind !== 'schema' || object.traits.schema !== from.path[0]) return object;
    return { ...object, traits: { ...object.traits, schema: to.path[0] as string } };
  },
  disappear: 'stay',
});

type StatisticsRow = [
  table: number,
  schema: string,
  name: string,
  definition: string,
  comment: string | null,
  mentions: readonly Mention[] | null,
];
