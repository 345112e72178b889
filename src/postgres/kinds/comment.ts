/** Comments on tables and columns. Source: PostgreSQL documentation, SQL-COMMENT. */

import { defineKind } from '../../schema/kind';
import type { SchemaObject } from '../../schema/object';
import { defineOperation } from '../../schema/operation';
import { inSchema, inTable, type OfTable, ofTable, pathIn, qualified } from '../place';
import { quoteIdentifier, quoteLiteral } from '../sql/quote';

export interface CommentTraits {
  readonly text: string;
}

type CommentObject = SchemaObject<'comment', CommentTraits>;

/** The object that a comment with this path is about: a table, or a column. */
function subjectOf(path: readonly string[]) {
  return { kind: path.length === 2 ? 'table' : 'column', path };
}

function on(path: readonly string[], text: string | null): CommentObject[] {
  return text === null ? [] : [{ kind: 'comment', path, parent: subjectOf(path), traits: { text } }];
}

export const comment = defineKind<'comment', CommentTraits>()({
  name: 'comment',
  reflect: {
    queries: () => [
      `SELECT d.objoid, d.objsubid, d.description
         FROM pg_catalog.pg_description d
         JOIN pg_catalog.pg_class c ON c.oid = d.objoid
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE d.classoid = 'pg_catalog.pg_class'::regclass AND n.nspname = ANY($1::text[])
          AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        ORDER BY n.nspname, c.relname, d.objsubid`,
    ],
    *read([rows = []], names) {
      for (const [table, column, text] of rows as [number, number, string][]) {
        const of = names.table(table);
        const path = column === 0 ? of.path : pathIn(of, names.column(table, column));
        yield { kind: 'comment', path, parent: subjectOf(path), traits: { text } };
      }
    },
  },
  fromEntities: ({ tables }) =>
    tables.flatMap(({ schema, name, comment, columns }) => [
      ...on([schema, name], comment),
      ...columns.flatMap((column) => (column.comment === null ? [] : on([schema, name, column.name], column.comment))),
    ]),
  traits: { text: { change: 'alter' } },
  operations: {
    comment: defineOperation({
      locks: 'SHARE UPDATE EXCLUSIVE',
      statements: (context, on: OfTable & { readonly column?: string }, text: string | null) => {
        const table = qualified(context, on.table, on.schema);
        const subject = on.column === undefined ? `TABLE ${table}` : `COLUMN ${table}.${quoteIdentifier(on.column)}`;
        return [`COMMENT ON ${subject} IS ${text === null ? 'NULL' : quoteLiteral(text)}`];
      },
      touches: (context, { column, ...on }: OfTable & { readonly column?: string }) => {
        const [subject, ...rest] =
          column === undefined
            ? inSchema(context, 'table', on.table, on.schema)
            : inTable(context, 'column', on, column);
        return { changes: [[{ kind: 'comment', path: subject.path }, subject, ...rest]] };
      },
    }),
  },
  create: ({ path, traits }, context) => [{ name: 'comment', args: [target(path, context), traits.text] }],
  drop: ({ path }, context) => [{ name: 'comment', args: [target(path, context), null] }],
  alter: (_before, { path, traits }, _traits, context) => [
    { name: 'comment', args: [target(path, context), traits.text] },
  ],
});

function target(path: readonly string[], context: { readonly defaultSchema: string }) {
  return { ...ofTable(path, context), ...(path[2] === undefined ? {} : { column: path[2] }) };
}
