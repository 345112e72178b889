/** Indexes that belong to no constraint. Source: PostgreSQL documentation, SQL-CREATEINDEX and CATALOG-PG-INDEX. */

import { equal } from '../../schema/equal';
import { defineKind, type PlanContext } from '../../schema/kind';
import { keyOf, type SchemaObject, writtenTraits } from '../../schema/object';
import { defineOperation, type Operation, type OperationContext, type Trail } from '../../schema/operation';
import type { EntityTable, EntityView } from '../../typeorm/entities';
import { concurrentBuild, concurrentDrop } from '../concurrent-build';
import {
  COLUMNS_OF_INDEX,
  columnKeys,
  keyToken,
  relationClaim,
  renamedColumns,
  retypesColumn,
  siblingColumnKeys,
} from '../constraint';
import {
  columnsIn,
  inOrderOfNames,
  inSchema,
  inTable,
  lockOn,
  type OfTable,
  ofTable,
  pathIn,
  qualified,
} from '../place';
import { quoteIdentifier, quoteList } from '../sql/quote';
import { Sql } from '../sql/sql';
import { isTextSteady, probeOf, steadyColumns } from '../steady';

export interface IndexTraits {
  readonly unique: boolean;
  readonly method: string;
  readonly parts: readonly IndexPart[];
  readonly include: readonly string[];
  /** SQL of a partial index's predicate. */
  readonly where: string | null;
  /** Two NULLs are the same. From PostgreSQL 15 on. */
  readonly nullsNotDistinct: boolean;
  /** Storage parameters: `fillfactor=70`. */
  readonly with: readonly string[];
}

/** What an index is sorted by: a column, or an expression with its parentheses where SQL wants them. */
export interface IndexPart {
  readonly column?: string;
  readonly expression?: string;
  readonly order?: 'desc';
  /** Where it is not the order's own: last when ascending, first when descending. */
  readonly nulls?: 'first' | 'last';
  /** As SQL writes it, where it is not the column's own. */
  readonly collation?: string;
  /** As SQL writes it, where it is not the type's default. */
  readonly opclass?: string;
}

/** A part as a revision writes it: the column's name alone where there is no more to say. */
export type PartSpec =
  | string
  | {
      readonly column?: string;
      readonly expression?: Sql;
      readonly order?: 'desc';
      readonly nulls?: 'first' | 'last';
      readonly collation?: Sql;
      readonly opclass?: Sql;
    };

/** An index as a revision writes it. */
export interface IndexSpec extends OfTable {
  readonly columns: readonly PartSpec[];
  readonly unique?: boolean;
  /** @default 'btree' */
  readonly method?: string;
  readonly include?: readonly string[];
  readonly where?: Sql;
  readonly nullsNotDistinct?: boolean;
  readonly with?: readonly string[];
  /** Writers to the table go on meanwhile. Runs outside a transaction. */
  readonly concurrently?: boolean;
}

export type IndexObject = SchemaObject<'index', IndexTraits>;

/** What an operation touches: an index stands on a table, or on a materialized view. */
function indexOf(context: OperationContext, name: string, of: OfTable): Trail {
  return [...inTable(context, 'index', of, name), inSchema(context, 'view', of.table, of.schema)[0]];
}

function partSql(part: PartSpec): string {
  if (typeof part === 'string') return quoteIdentifier(part);
  return [
    part.column === undefined ? `(${part.expression?.text})` : quoteIdentifier(part.column),
    part.collation === undefined ? '' : ` COLLATE ${part.collation.text}`,
    part.opclass === undefined ? '' : ` ${part.opclass.text}`,
    part.order === undefined ? '' : ' DESC',
    part.nulls === undefined ? '' : ` NULLS ${part.nulls.toUpperCase()}`,
  ].join('');
}

function partSpec({ column, expression, order, nulls, collation, opclass }: IndexPart): PartSpec {
  if (column !== undefined && !(order ?? nulls ?? collation ?? opclass)) return column;
  return {
    ...(column === undefined ? {} : { column }),
    ...(expression === undefined ? {} : { expression: new Sql(expression) }),
    ...(collation === undefined ? {} : { collation: new Sql(collation) }),
    ...(opclass === undefined ? {} : { opclass: new Sql(opclass) }),
    ...(order === undefined ? {} : { order }),
    ...(nulls === undefined ? {} : { nulls }),
  };
}

function specOf({ parts, unique, method, include, where, nullsNotDistinct, with: parameters }: IndexTraits) {
  return {
    columns: parts.map(partSpec),
    ...(unique ? { unique } : {}),
    ...(method === 'btree' ? {} : { method }),
    ...(include.length === 0 ? {} : { include }),
    ...(nullsNotDistinct ? { nullsNotDistinct } : {}),
    ...(parameters.length === 0 ? {} : { with: parameters }),
    ...(where === null ? {} : { where: new Sql(where) }),
  };
}

/** Behind the names of the index and the table. */
function definitionSql(spec: IndexSpec): string {
  return [
    ` USING ${spec.method ?? 'btree'} (${spec.columns.map(partSql).join(', ')})`,
    spec.include === undefined ? '' : ` INCLUDE (${quoteList(spec.include)})`,
    spec.nullsNotDistinct ? ' NULLS NOT DISTINCT' : '',
    spec.with === undefined ? '' : ` WITH (${spec.with.join(', ')})`,
    spec.where === undefined ? '' : ` WHERE ${spec.where.text}`,
  ].join('');
}

/** Where an index stands that a revision drops. */
export type DroppedIndex = OfTable & {
  /** Readers and writers of the table go on meanwhile. Runs outside a transaction. */
  readonly concurrently?: boolean;
};

/**
 * Of a table that is new, or that goes, nobody waits for the index. One that comes in the place of one of its name is as
 * online as that.
 */
function isOnline(object: IndexObject, { before, after, recreated }: PlanContext): boolean {
  const { parent } = object;
  if (parent === null || !before.has(parent) || !after.has(parent) || recreated?.has(keyOf(parent))) return false;
  return [object, before.get(object), after.get(object)].some((one) => one?.online === true);
}

function hasTexts({ traits }: { readonly traits: IndexTraits }): boolean {
  return traits.where !== null || traits.parts.some((part) => part.expression !== undefined);
}

/** What `@Index` has no words for. */
function isByHandOnly({
  traits: { parts, include, nullsNotDistinct, with: parameters },
}: Pick<IndexObject, 'traits'>): boolean {
  const isSpecial = ({ expression, nulls, collation, opclass }: IndexPart) =>
    expression ?? nulls ?? collation ?? opclass;
  return parts.some(isSpecial) || include.length > 0 || nullsNotDistinct || parameters.length > 0;
}

/** Whether a part `p` of an index `i` is sorted otherwise than its column. */
const HAS_OTHER_COLLATION = `p.chosen <> 0 AND p.chosen <> coalesce(
  (SELECT a.attcollation FROM pg_catalog.pg_attribute a
    WHERE a.attrelid = i.indrelid AND a.attnum = p.number AND p.number > 0), 0)`;

export const index = defineKind<'index', IndexTraits>()({
  name: 'index',
  reflect: {
    queries: ({ version }) => [
      // Plain columns with nothing special are the rule: they are read as numbers, and indexes that differ in nothing but
      // names come as one row. An expression is printed by PostgreSQL itself.
      `SELECT i.indisunique, m.amname, i.indkey::text, i.indnkeyatts, i.indoption::text,
              CASE WHEN i.indexprs IS NOT NULL THEN
                (SELECT array_agg(pg_catalog.pg_get_indexdef(i.indexrelid, p, false) ORDER BY p)
                   FROM generate_series(1, i.indnkeyatts) AS p) END,
              pg_catalog.pg_get_expr(i.indpred, i.indrelid), ${version >= 150_000 ? 'i.indnullsnotdistinct' : 'false'},
              k.reloptions,
              CASE WHEN i.indexprs IS NOT NULL OR i.indpred IS NOT NULL THEN ARRAY(${COLUMNS_OF_INDEX}) END,
              array_agg(i.indrelid), array_agg(i.indexrelid), pg_catalog.to_json(array_agg(k.relname))
         FROM pg_catalog.pg_index i
         JOIN pg_catalog.pg_class k ON k.oid = i.indexrelid
         JOIN pg_catalog.pg_am m ON m.oid = k.relam
         JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = ANY($1::text[]) AND c.relkind IN ('r', 'p', 'm') AND NOT c.relispartition
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint q WHERE q.conindid = i.indexrelid AND q.contype IN ('p', 'u', 'x'))
        GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`,
      // The parts that have an operator class or a collation of their own: few, whatever the number of indexes.
      `SELECT i.indexrelid, p.place, CASE WHEN NOT o.opcdefault THEN quote_ident(o.opcname) END,
              CASE WHEN ${HAS_OTHER_COLLATION} THEN
                (SELECT quote_ident(cn.nspname) || '.' || quote_ident(co.collname)
                   FROM pg_catalog.pg_collation co
                   JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
                  WHERE co.oid = p.chosen) END
         FROM pg_catalog.pg_index i
         JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        CROSS JOIN LATERAL unnest(i.indclass::oid[], i.indcollation::oid[], i.indkey::int2[])
                           WITH ORDINALITY AS p(class, chosen, number, place)
         JOIN pg_catalog.pg_opclass o ON o.oid = p.class
        WHERE n.nspname = ANY($1::text[]) AND (NOT o.opcdefault OR ${HAS_OTHER_COLLATION})
          -- For most indexes this is enough to know: numbers and times have no collation.
          AND (NOT 0 = ALL(i.indcollation::oid[])
               OR i.indclass::oid[] && ARRAY(SELECT oid FROM pg_catalog.pg_opclass WHERE NOT opcdefault))`,
    ],
    read([rows = [], special = []], names) {
      const own = new Map(
        (special as SpecialRow[]).map(([index, place, opclass, collation]) => [
          `${index}.${place}`,
          { ...(collation === null ? {} : { collation }), ...(opclass === null ? {} : { opclass }) },
        ]),
      );
      const found: IndexObject[] = [];
      for (const [unique, method, indexed, keys, sorted, printed, where, ...rest] of rows as IndexesRow[]) {
        const [nullsNotDistinct, parameters, mentioned, tables, ids, called] = rest;
        const numbers = indexed.split(' ').map(Number);
        const options = sorted.split(' ').map(Number);
        tables.forEach((table, which) => {
          const parent = names.table(table);
          const path = pathIn(parent, called[which] as string);
          const columns = names.columns(table, numbers);
          const parts = numbers.slice(0, keys).map((number, place): IndexPart => {
            const option = options[place] ?? 0;
            if (number !== 0 && option === 0 && own.size === 0) return { column: columns[place] as string };
            const [descending, nullsFirst] = [(option & 1) === 1, (option & 2) === 2];
            return {
              // An expression has the number 0.
              ...(number === 0 ? { expression: printed?.[place] as string } : { column: columns[place] as string }),
              ...(descending ? { order: 'desc' } : {}),
              ...(descending === nullsFirst ? {} : { nulls: nullsFirst ? 'first' : 'last' }),
              ...own.get(`${ids[which]}.${place + 1}`),
            };
          });
          const include = columns.slice(keys);
          const traits = { unique, method, parts, include, where, nullsNotDistinct, with: parameters ?? [] };
          const used = mentioned === null ? isByHandOnly({ traits }) && columns : names.columns(table, mentioned);
          found.push({
            kind: 'index',
            path,
            parent,
            traits,
            ...(used === false ? {} : { needs: columnKeys(path, used) }),
          });
        });
      }
      return inOrderOfNames(found, names);
    },
  },
  fromEntities: ({ tables, views }) => [
    ...tables.flatMap((owner) => indexesOf('table', owner)),
    ...views.flatMap((owner) => indexesOf('view', owner)),
  ],
  traits: {
    unique: { change: 'recreate' },
    method: { change: 'recreate' },
    parts: { change: 'recreate', text: true },
    include: { change: 'recreate' },
    where: { change: 'recreate', text: true },
    nullsNotDistinct: { change: 'recreate' },
    with: { change: 'recreate' },
  },
  operations: {
    createIndex: defineOperation({
      locks: (context, _name: string, { concurrently, table, schema }: IndexSpec) => [
        lockOn(context, concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'SHARE', table, schema),
      ],
      statements: (context, name: string, spec: IndexSpec) => [
        [
          `CREATE ${spec.unique ? 'UNIQUE ' : ''}INDEX ${spec.concurrently ? 'CONCURRENTLY ' : ''}`,
          `${quoteIdentifier(name)} ON ${qualified(context, spec.table, spec.schema)}${definitionSql(spec)}`,
        ].join(''),
      ],
      alone: (context, name: string, spec: IndexSpec) =>
        spec.concurrently
          ? concurrentBuild(
              qualified(context, name, spec.schema),
              qualified(context, spec.table, spec.schema),
              spec.unique === true,
              definitionSql(spec),
            )
          : undefined,
      touches: (context, name: string, spec: IndexSpec) => {
        const columns = spec.columns.map((part) => (typeof part === 'string' ? part : part.column));
        const named = [...columns, ...(spec.include ?? [])].filter((column) => column !== undefined);
        const hasText = columns.includes(undefined) || spec.where !== undefined;
        return {
          makes: [indexOf(context, name, spec)],
          uses: [...columnsIn(context, spec, named), inSchema(context, 'view', spec.table, spec.schema)],
          ...(hasText ? { usesPartsOf: [inSchema(context, 'table', spec.table, spec.schema)] } : {}),
        };
      },
    }),
    dropIndex: defineOperation({
      locks: (context, _name: string, { concurrently, table, schema }: DroppedIndex) => [
        lockOn(context, concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE', table, schema),
      ],
      statements: (context, name: string, of: DroppedIndex) => [
        `DROP INDEX ${of.concurrently ? 'CONCURRENTLY ' : ''}${qualified(context, name, of.schema)}`,
      ],
      alone: (context, name: string, of: DroppedIndex) =>
        of.concurrently
          ? concurrentDrop(qualified(context, name, of.schema), qualified(context, of.table, of.schema))
          : undefined,
      touches: (context, name: string, of: DroppedIndex) => ({ changes: [indexOf(context, name, of)] }),
    }),
    renameIndex: defineOperation({
      // ACCESS EXCLUSIVE on PostgreSQL 11.
      locks: [{ mode: 'SHARE UPDATE EXCLUSIVE', which: 'the index itself' }],
      statements: (context, from: string, to: string, of: OfTable) => [
        `ALTER INDEX ${qualified(context, from, of.schema)} RENAME TO ${quoteIdentifier(to)}`,
      ],
      touches: (context, from: string, to: string, of: OfTable) => ({
        makes: [indexOf(context, to, of)],
        changes: [indexOf(context, from, of)],
      }),
    }),
  },
  create: (object, context) => [
    {
      name: 'createIndex',
      args: [
        object.path[2],
        {
          ...ofTable(object.path, context),
          ...specOf(writtenTraits(object)),
          ...(isOnline(object, context) ? { concurrently: true } : {}),
        },
      ],
    },
  ],
  drop: (object, context) => {
    const concurrently = isOnline(object, context) ? { concurrently: true } : {};
    return [{ name: 'dropIndex', args: [object.path[2], { ...ofTable(object.path, context), ...concurrently }] }];
  },
  probes: (before, after, context) => (isKnownUnique(before, after) ? [] : uniqueProbe(after, context)),
  rename: {
    decide: 'same',
    operations: ({ path }, { path: [, , to] }, context) => [
      { name: 'renameIndex', args: [path[2], to, ofTable(path, context)] },
    ],
  },
  renamed: (object, from, to) => {
    const rename = (columns: readonly string[]) => renamedColumns(object.path, columns, from, to);
    const parts = object.traits.parts.map((part) =>
      part.column === undefined ? part : { ...part, column: rename([part.column])[0] as string },
    );
    return { ...object, traits: { ...object.traits, parts, include: rename(object.traits.include) } };
  },
  needs: (object, schema) => object.needs ?? columnNeeds(object, schema),
  // A foreign key takes a unique index for a key as well, if it covers all rows and is made of columns.
  provides: (object) =>
    object.traits.unique && !hasTexts(object)
      ? [
          keyToken(
            object.path[0] as string,
            object.path[1] as string,
            object.traits.parts.map(({ column = '' }) => column),
          ),
        ]
      : [],
  byHandOnly: (object) => isByHandOnly(object),
  named: "@Index('other_name', …)",
  claims: ({ path }) => [relationClaim(path[0] as string, path[2] as string)],
  yields: (object, altered) => hasTexts(object) && retypesColumn(altered),
  texts: (object) => hasTexts(object),
  elaborate: { role: 'text' },
});

/** Whether it is unique of nothing more than it was. */
function isKnownUnique(before: IndexObject | undefined, { traits }: IndexObject): boolean {
  if (before === undefined) return !traits.unique;
  const { unique, parts, where, nullsNotDistinct } = before.traits;
  const isSame = unique && equal(parts, traits.parts) && where === traits.where;
  return !traits.unique || (isSame && (nullsNotDistinct || !traits.nullsNotDistinct));
}

/** Of what a unique index is made of. Another operator class may have another notion of what is the same. */
function uniqueProbe(object: IndexObject, context: PlanContext): Operation[] {
  const { parent } = object;
  const { parts, where, nullsNotDistinct, method } = writtenTraits(object);
  if (parent?.kind !== 'table' || method !== 'btree' || parts.some(({ opclass }) => opclass !== undefined)) return [];
  const columns = steadyColumns(
    parent,
    parts.flatMap(({ column }) => column ?? []),
    context,
  );
  if (columns === undefined || (hasTexts(object) && !isTextSteady(object, context))) return [];
  const left = [...columns];
  const unique = parts.map(({ column, expression, collation }): string | Sql => {
    const name = column === undefined ? undefined : (left.shift() as string);
    if (name !== undefined && collation === undefined) return name;
    const value = name === undefined ? `(${expression})` : quoteIdentifier(name);
    return new Sql(collation === undefined ? (expression as string) : `${value} COLLATE ${collation}`);
  });
  const rest = {
    ...(where === null ? {} : { where: new Sql(where) }),
    ...(nullsNotDistinct ? { nullsNotDistinct } : {}),
  };
  return [probeOf(object, { unique, ...rest }, context)];
}

function indexesOf(kind: string, { schema, name: owner, indexes }: EntityTable | EntityView): IndexObject[] {
  const parent = { kind, path: [schema, owner] };
  return indexes.map(({ name, columns, descending = [], unique, method, where, concurrent }) => {
    const parts = columns.map(
      (column): IndexPart => (descending.includes(column) ? { column, order: 'desc' } : { column }),
    );
    const traits = { unique, method, parts, include: [], where, nullsNotDistinct: false, with: [] };
    const path = pathIn(parent, name);
    return { kind: 'index', path, parent, traits, ...(concurrent ? { online: true } : {}) };
  });
}

function columnNeeds({ path, parent, traits }: IndexObject, schema: Parameters<typeof siblingColumnKeys>[1]): string[] {
  const plain = traits.parts.flatMap((part) => (part.column === undefined ? [] : [part.column]));
  if (traits.where === null && plain.length === traits.parts.length)
    return columnKeys(path, [...plain, ...traits.include]);
  return parent === null ? [] : siblingColumnKeys(parent, schema);
}

type IndexesRow = [
  unique: boolean,
  method: string,
  /** Numbers of columns, with spaces between them. */
  indexed: string,
  keys: number,
  /** Bits, with spaces between the parts. */
  sorted: string,
  printed: string[] | null,
  where: string | null,
  nullsNotDistinct: boolean,
  parameters: string[] | null,
  /** Where there are expressions or a predicate: all columns that it mentions. */
  mentioned: number[] | null,
  tables: number[],
  ids: number[],
  names: string[],
];

type SpecialRow = [index: number, place: string, opclass: string | null, collation: string | null];
