/**
 * That a table inherits from another one. No entity says it: it stays as it is, and makes way while the other one changes,
 * for PostgreSQL would change both at once. Source: PostgreSQL documentation, DDL-INHERIT and CATALOG-PG-INHERITS.
 */

import { defineKind, type PlanContext } from '../../schema/kind';
import { keyOf, type ObjectId, pathAfter, type SchemaObject } from '../../schema/object';
import { defineOperation } from '../../schema/operation';
import { inSchema, inTable, lockOn, type OfTable, ofTable, pathIn, placed, qualified } from '../place';

export interface InheritanceTraits {
  /** The path of the table that it inherits from. */
  readonly from: readonly string[];
}

/** What a table inherits from, as a revision writes it. */
export interface InheritanceSpec extends OfTable {
  /** The schema of the table that it inherits from. */
  readonly fromSchema?: string;
}

export const inheritance = defineKind<'inheritance', InheritanceTraits>()({
  name: 'inheritance',
  reflect: {
    queries: () => [
      `SELECT i.inhrelid, i.inhparent
         FROM pg_catalog.pg_inherits i
         JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
         JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
         JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
        WHERE n.nspname = ANY($1::text[]) AND pn.nspname = ANY($1::text[])
          AND c.relkind = 'r' AND NOT c.relispartition AND p.relkind = 'r'
        ORDER BY n.nspname, c.relname, i.inhseqno`,
    ],
    *read([rows = []], names) {
      for (const [table, from] of rows as [number, number][]) {
        const [parent, { path }] = [names.table(table), names.table(from)];
        const [schema, name] = path as [string, string];
        yield {
          kind: 'inheritance',
          path: pathIn(parent, schema === parent.path[0] ? name : `${schema}.${name}`),
          parent,
          traits: { from: path },
          needs: [keyOf({ kind: 'table', path })],
        };
      }
    },
  },
  fromEntities: () => [],
  traits: { from: { change: 'recreate' } },
  operations: {
    inherit: defineOperation({
      locks: (context, from: string, { table, schema, fromSchema }: InheritanceSpec) => [
        lockOn(context, 'ACCESS EXCLUSIVE', table, schema),
        lockOn(context, 'SHARE UPDATE EXCLUSIVE', from, fromSchema),
      ],
      statements: (context, from: string, { table, schema, fromSchema }: InheritanceSpec) => [
        `ALTER TABLE ${qualified(context, table, schema)} INHERIT ${qualified(context, from, fromSchema)}`,
      ],
      touches: (context, from: string, of: InheritanceSpec) => ({
        makes: [inTable(context, 'inheritance', of, from)],
        usesPartsOf: [inSchema(context, 'table', from, of.fromSchema), inSchema(context, 'table', of.table, of.schema)],
      }),
    }),
    disinherit: defineOperation({
      locks: (context, from: string, { table, schema, fromSchema }: InheritanceSpec) => [
        lockOn(context, 'ACCESS EXCLUSIVE', table, schema),
        lockOn(context, 'ACCESS SHARE', from, fromSchema),
      ],
      statements: (context, from: string, { table, schema, fromSchema }: InheritanceSpec) => [
        `ALTER TABLE ${qualified(context, table, schema)} NO INHERIT ${qualified(context, from, fromSchema)}`,
      ],
      touches: (context, from: string, of: InheritanceSpec) => ({
        changes: [inTable(context, 'inheritance', of, from)],
      }),
    }),
  },
  create: ({ path, traits: { from } }, context) => [{ name: 'inherit', args: argsOf(path, from, context) }],
  drop: ({ path, traits: { from } }, context) => {
    const [of, other] = [path.slice(0, 2), from].map((table) => formerTable(table, context));
    return [{ name: 'disinherit', args: argsOf(of as readonly string[], other as readonly string[], context) }];
  },
  renamed: (object, from, to) =>
    from.kind === 'table' || from.kind === 'schema'
      ? { ...object, traits: { from: pathAfter(object.traits.from, from, to) } }
      : object,
  // PostgreSQL compares the parts of both when it is made.
  needs: ({ parent, traits: { from } }, schema) =>
    [{ kind: 'table', path: from }, ...(parent === null ? [] : [parent])].flatMap((table) => [
      keyOf(table),
      ...schema.children(table).filter(isOfSort).map(keyOf),
    ]),
  // What only the one table has of its entity, PostgreSQL changes with that of the other one.
  yields: (object, { before: part }, schema) => schema.has(counterpart(object, part)) && isHandedDown(part, object),
  follows: (object, part, after) => after.has(counterpart(object, part)) && isHandedDown(part, object),
  handsDown: ({ traits: { from } }, part) =>
    isOfSort(part) ? { kind: part.kind, path: [...from, part.path[2] as string] } : null,
  disappear: 'stay',
  holds: true,
  early: true,
});

/** What a table is called until the renames are made. */
function formerTable(path: readonly string[], { former }: PlanContext): readonly string[] {
  const table = { kind: 'table', path, parent: { kind: 'schema', path: path.slice(0, 1) } };
  return former?.(table).path ?? path;
}

function argsOf(
  path: readonly string[],
  [schema, name]: readonly string[],
  context: { readonly defaultSchema: string },
) {
  const { schema: fromSchema } = placed(schema as string, context);
  return [name as string, { ...ofTable(path, context), ...(fromSchema === undefined ? {} : { fromSchema }) }] as const;
}

/** PostgreSQL hands down no other parts of a table. */
function isOfSort({ kind }: ObjectId): boolean {
  return kind === 'column' || kind === 'check';
}

type Inheritance = SchemaObject<'inheritance', InheritanceTraits>;

/** Whether it is a part of the table that the other one inherits from. */
function isHandedDown(part: ObjectId, { traits: { from } }: Inheritance): boolean {
  return isOfSort(part) && part.path[0] === from[0] && part.path[1] === from[1];
}

/** The part of the table that inherits. */
function counterpart({ path }: Inheritance, part: ObjectId): ObjectId {
  return { kind: part.kind, path: [...path.slice(0, 2), part.path.at(-1) as string] };
}
