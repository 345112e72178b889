/** Foreign keys. Source: PostgreSQL documentation, SQL-CREATETABLE-PARMS-REFERENCES and CATALOG-PG-CONSTRAINT. */

import { equal } from '../../schema/equal';
import type { PlanContext } from '../../schema/kind';
import { defineKind } from '../../schema/kind';
import { keyOf, pathAfter, type SchemaObject } from '../../schema/object';
import type { Operation, OperationContext, Trail } from '../../schema/operation';
import type { Deferrable, ReferentialAction } from '../../typeorm/entities';
import {
  columnKeys,
  constraintClaim,
  type DeferrableOption,
  deferrableOf,
  deferrableOption,
  deferrableSql,
  defineCreateConstraint,
  defineDropConstraint,
  defineRenameConstraint,
  defineValidateConstraint,
  keyToken,
  namedConstraint,
  renamedColumns,
  standsApart,
  type Validity,
  type ValidityOption,
  validityChange,
  validityColumn,
  validityOption,
  validitySql,
} from '../constraint';
import { columnsIn, inOrderOfNames, inTable, lockOn, type OfTable, ofTable, pathIn, placed, tableOf } from '../place';
import { quoteIdentifier, quoteList, quotePath } from '../sql/quote';
import { baseType } from '../sql/types';
import { formerTable, probeOf, steadyColumns } from '../steady';

export interface ForeignKeyTraits {
  readonly columns: readonly string[];
  readonly references: { readonly schema: string; readonly table: string; readonly columns: readonly string[] };
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
  readonly deferrable: Deferrable;
  /** `full`: either all columns are NULL or none. */
  readonly match: 'simple' | 'full';
  readonly validity: Validity;
}

/** A foreign key as a revision writes it. */
export interface ForeignKeySpec extends DeferrableOption, ValidityOption {
  readonly columns: readonly string[];
  readonly references: { readonly table: string; readonly schema?: string; readonly columns: readonly string[] };
  /** @default 'NO ACTION' */
  readonly onDelete?: ReferentialAction;
  /** @default 'NO ACTION' */
  readonly onUpdate?: ReferentialAction;
  readonly match?: 'full';
}

function definition(spec: ForeignKeySpec, context: { readonly defaultSchema: string }): string {
  const { table, schema, columns } = spec.references;
  return [
    `FOREIGN KEY (${quoteList(spec.columns)}) REFERENCES ${quotePath(schema ?? context.defaultSchema, table)} (${quoteList(columns)})`,
    spec.match === undefined ? '' : ' MATCH FULL',
    spec.onDelete === undefined ? '' : ` ON DELETE ${spec.onDelete}`,
    spec.onUpdate === undefined ? '' : ` ON UPDATE ${spec.onUpdate}`,
    deferrableSql(spec.deferrable),
    validitySql(spec.validity),
  ].join('');
}

function specOf(traits: ForeignKeyTraits, context: PlanContext): ForeignKeySpec {
  const { table, schema, columns } = traits.references;
  return {
    columns: traits.columns,
    references: { table, ...placed(schema, context), columns },
    ...(traits.match === 'full' ? { match: 'full' } : {}),
    ...(traits.onDelete === 'NO ACTION' ? {} : { onDelete: traits.onDelete }),
    ...(traits.onUpdate === 'NO ACTION' ? {} : { onUpdate: traits.onUpdate }),
    ...deferrableOption(traits.deferrable),
    ...validityOption(traits.validity),
  };
}

const ACTIONS: Readonly<Record<string, ReferentialAction>> = {
  a: 'NO ACTION',
  r: 'RESTRICT',
  c: 'CASCADE',
  n: 'SET NULL',
  d: 'SET DEFAULT',
};

/** Types whose values PostgreSQL compares across, so that one side of a foreign key may change before the other. */
const FAMILIES = [
  ['smallint', 'integer', 'bigint'],
  ['text', 'character varying'],
];

function sameFamily(one: unknown, other: unknown): boolean {
  if (typeof one !== 'string' || typeof other !== 'string') return false;
  const [a, b] = [baseType(one), baseType(other)];
  return a === b || FAMILIES.some((family) => family.includes(a) && family.includes(b));
}

/** When an existing one is checked from now on. */
type DeferralChange = OfTable & { readonly deferrable: 'deferred' | 'immediate' | false };

/** The columns of the other table. */
function referencedBy({ references }: ForeignKeySpec, context: OperationContext): readonly Trail[] {
  return columnsIn(context, references, references.columns);
}

const REFERENCED = 'the table that the foreign key refers to';

export const foreignKey = defineKind<'foreignKey', ForeignKeyTraits>()({
  name: 'foreignKey',
  reflect: {
    queries: ({ version }) => [
      // Those that differ in nothing but names come as one row: most are like many others.
      `SELECT k.conkey, k.confkey, k.confdeltype, k.confupdtype, k.condeferrable, k.condeferred, k.confmatchtype, q.contype,
              ${validityColumn(version)},
              array_agg(k.conrelid), pg_catalog.to_json(array_agg(k.conname)),
              array_agg(k.confrelid), pg_catalog.to_json(array_agg(i.relname))
         FROM pg_catalog.pg_constraint k
         JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
         JOIN pg_catalog.pg_class i ON i.oid = k.conindid
         LEFT JOIN pg_catalog.pg_constraint q ON q.conrelid = k.confrelid AND q.conindid = k.conindid AND q.contype IN ('p', 'u')
        WHERE k.contype = 'f' AND n.nspname = ANY($1::text[]) AND NOT c.relispartition AND k.conparentid = 0
        GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9`,
    ],
    read([rows = []], names) {
      const found: SchemaObject<'foreignKey', ForeignKeyTraits>[] = [];
      for (const [columns, otherColumns, ...alike] of rows as ForeignKeysRow[]) {
        const [onDelete, onUpdate, canDefer, deferred, match, key, validity, tables, own, others, indexes] = alike;
        const rest = {
          onDelete: ACTIONS[onDelete] as ReferentialAction,
          onUpdate: ACTIONS[onUpdate] as ReferentialAction,
          deferrable: deferrableOf(canDefer, deferred),
          match: match === 'f' ? 'full' : 'simple',
          validity,
        } as const;
        tables.forEach((table, place) => {
          const [parent, other] = [names.table(table), others[place] as number];
          const referenced = names.table(other);
          const [schema, name] = referenced.path as [string, string];
          const references = { schema, table: name, columns: names.columns(other, otherColumns) };
          found.push({
            kind: 'foreignKey',
            path: pathIn(parent, own[place] as string),
            parent,
            traits: { columns: names.columns(table, columns), references, ...rest },
            needs: [
              keyOf({ kind: key === null ? 'index' : KEYS[key], path: pathIn(referenced, indexes[place] as string) }),
            ],
          });
        });
      }
      return inOrderOfNames(found, names);
    },
  },
  fromEntities: ({ tables }) =>
    tables.flatMap(({ schema, name: table, foreignKeys }) =>
      foreignKeys.map(({ name, ...described }) => {
        const path = [schema, table, name];
        return {
          kind: 'foreignKey',
          path,
          parent: tableOf(path),
          traits: { ...described, match: 'simple', validity: 'validated' },
        };
      }),
    ),
  traits: {
    columns: { change: 'recreate' },
    references: { change: 'recreate' },
    onDelete: { change: 'recreate' },
    onUpdate: { change: 'recreate' },
    deferrable: { change: 'alter' },
    match: { change: 'recreate' },
    validity: { change: validityChange },
  },
  operations: {
    createForeignKey: {
      locks: (context, _name: string, { table, schema, references }: OfTable & ForeignKeySpec) => [
        lockOn(context, 'SHARE ROW EXCLUSIVE', table, schema),
        lockOn(context, 'SHARE ROW EXCLUSIVE', references.table, references.schema),
      ],
      statements: (context, name: string, spec: OfTable & ForeignKeySpec) =>
        defineCreateConstraint<OfTable & ForeignKeySpec>('foreignKey', (given) =>
          definition(given, context),
        ).statements(context, name, spec),
      touches: (context, name: string, spec: OfTable & ForeignKeySpec) => ({
        makes: [inTable(context, 'foreignKey', spec, name)],
        uses: [...columnsIn(context, spec, spec.columns), ...referencedBy(spec, context)],
      }),
    },
    dropForeignKey: defineDropConstraint('foreignKey', [{ mode: 'ACCESS EXCLUSIVE', which: REFERENCED }]),
    renameForeignKey: defineRenameConstraint('foreignKey'),
    validateForeignKey: defineValidateConstraint('foreignKey', [{ mode: 'ROW SHARE', which: REFERENCED }]),
    alterForeignKey: {
      locks: 'ACCESS EXCLUSIVE',
      statements: (context, name: string, change: DeferralChange) => {
        const table = quotePath(change.schema ?? context.defaultSchema, change.table);
        const deferral = change.deferrable === false ? ' NOT DEFERRABLE' : deferrableSql(change.deferrable);
        return [`ALTER TABLE ${table} ALTER CONSTRAINT ${quoteIdentifier(name)}${deferral}`];
      },
      touches: (context, name: string, change: DeferralChange) => ({
        changes: [inTable(context, 'foreignKey', change, name)],
      }),
    },
  },
  create: ({ path, traits }, context) => [
    { name: 'createForeignKey', args: [path[2], { ...ofTable(path, context), ...specOf(traits, context) }] },
  ],
  drop: ({ path }, context) => [{ name: 'dropForeignKey', args: [path[2], ofTable(path, context)] }],
  alter: (_before, { path, traits: { deferrable } }, traits, context) => {
    const of = ofTable(path, context);
    return [
      ...(traits.has('deferrable')
        ? [{ name: 'alterForeignKey', args: [path[2], { ...of, deferrable: deferrable ?? false }] }]
        : []),
      ...(traits.has('validity') ? [{ name: 'validateForeignKey', args: [path[2], of] }] : []),
    ];
  },
  probes: (before, after, context) => {
    const { columns, references, match, validity } = after.traits;
    if (validity !== 'validated') return [];
    const isKnown =
      before?.traits.validity === 'validated' &&
      equal(before.traits.columns, columns) &&
      equal(before.traits.references, references) &&
      (before.traits.match === match || match === 'simple');
    return isKnown ? [] : lostRowsProbe(after, context);
  },
  part: {
    slot: 'foreignKeys',
    form: 'list',
    apart: standsApart,
    spec: ({ path, traits }, context) => ({ name: path[2] as string, ...specOf(traits, context) }),
    fragment: (spec: ForeignKeySpec & { readonly name: string }, _name, context) =>
      namedConstraint(spec.name, definition(spec, context)),
    uses: referencedBy,
  },
  rename: {
    decide: 'same',
    operations: ({ path }, { path: [, , to] }, context) => [
      { name: 'renameForeignKey', args: [path[2], to, ofTable(path, context)] },
    ],
  },
  renamed: (object, from, to) => {
    const { columns, references } = object.traits;
    const other = [references.schema, references.table];
    const isMoved = from.kind === 'table' || from.kind === 'schema';
    const [schema = '', table = ''] = isMoved ? pathAfter(other, from, to) : other;
    return {
      ...object,
      traits: {
        ...object.traits,
        columns: renamedColumns(object.path, columns, from, to),
        references: {
          schema,
          table,
          columns: renamedColumns(other, references.columns, from, to),
        },
      },
    };
  },
  // Of two keys over the same columns it hangs on one, and only PostgreSQL knows on which.
  needs: ({ path, traits: { columns, references }, needs: key }) => [
    ...columnKeys(path, columns),
    ...columnKeys([references.schema, references.table], references.columns),
    keyOf({ kind: 'table', path: [references.schema, references.table] }),
    ...(key ?? [keyToken(references.schema, references.table, references.columns)]),
  ],
  binds: ({ traits: { references } }) => [keyToken(references.schema, references.table, references.columns)],
  yields: ({ traits: { columns } }, { before, after, traits }) => {
    if (after === undefined) return ['primaryKey', 'unique', 'index'].includes(before.kind);
    if (before.kind !== 'column') return false;
    // An enum beside the column makes PostgreSQL fail: "could not find cast", up to 18.
    if (columns.length > 1 && (traits.has('type') || traits.has('collation'))) return true;
    const [from, to] = [before.traits, after.traits] as readonly { readonly type?: unknown }[];
    return traits.has('type') && !sameFamily(from?.type, to?.type);
  },
  named: "foreignKeyConstraintName: 'other_name'",
  claims: ({ path }) => [constraintClaim(path)],
});

/** Where both tables hold already what they will hold, and `=` compares as the foreign key will. */
function lostRowsProbe(
  { path, parent, traits }: SchemaObject<'foreignKey', ForeignKeyTraits>,
  context: PlanContext,
): Operation[] {
  const { columns, references, match } = traits;
  const [own, other] = [tableOf(path), tableOf([references.schema, references.table])];
  const [from, to] = [steadyColumns(own, columns, context), steadyColumns(other, references.columns, context)];
  if (from === undefined || to === undefined || !context.before.has(other)) return [];
  const typesOf = (table: readonly string[], names: readonly string[]) =>
    columnKeys(table, names).map((key) => context.before.byKey(key)?.traits as ComparedTraits | undefined);
  const [types, others] = [typesOf(own.path, columns), typesOf(other.path, references.columns)];
  const areAlike = types.every((one, place) => {
    const counterpart = others[place];
    if (one === undefined || counterpart === undefined || !equal(one.collation, counterpart.collation)) return false;
    return equal(one.type, counterpart.type) || sameFamily(one.type, counterpart.type);
  });
  if (!areAlike) return [];
  const [schema, table] = formerTable(other, context);
  const spec = {
    foreignKey: from,
    references: { table, ...placed(schema, context), columns: to },
    ...(match === 'full' ? { match } : {}),
  };
  return [probeOf({ parent }, spec, context)];
}

/** What decides how two columns compare. */
interface ComparedTraits {
  readonly type: unknown;
  readonly collation: unknown;
}

type ForeignKeysRow = [
  columns: number[],
  otherColumns: number[],
  onDelete: string,
  onUpdate: string,
  deferrable: boolean,
  deferred: boolean,
  match: string,
  /** What sort of constraint the other table's key is, if it is one. */
  key: keyof typeof KEYS | null,
  validity: Validity,
  tables: number[],
  names: string[],
  others: number[],
  /** What the keys of the other tables are made of. */
  indexes: string[],
];

const KEYS = { p: 'primaryKey', u: 'unique' } as const;
