/** Columns. Source: PostgreSQL documentation, SQL-CREATETABLE, SQL-ALTERTABLE and CATALOG-PG-ATTRIBUTE. */

import { equal } from '../../schema/equal';
import { defineKind, type PlanContext } from '../../schema/kind';
import {
  formatPath,
  keyOf,
  kindWords,
  type ObjectId,
  pathAfter,
  type SchemaObject,
  writtenTraits,
} from '../../schema/object';
import { type Argument, defineOperation, type Hazard, type Operation } from '../../schema/operation';
import type { Schema } from '../../schema/schema';
import { alteration, alterColumn, alterTable, type ColumnChanges, joinAlterations } from '../alter-column';
import { backfill } from '../backfill';
import { conversionBetween, viaText } from '../casts';
import { type ColumnsRow, collationOf, columnQueries, IDENTITIES } from '../column-queries';
import {
  type Collation,
  type ColumnSpec,
  columnDefinition,
  fillsItself,
  type Identity,
  serialType,
  specType,
  typeOf,
} from '../column-spec';
import {
  isImpossible,
  lostLabels,
  mayBeSameType,
  renamedEnum,
  standsFor,
  typeNeeds,
  usingFor,
  wayBackSql,
} from '../column-type';
import { ANYTHING, columnKeys, siblingColumnKeys } from '../constraint';
import { type Grant, grantOf, grantStatements } from '../grants';
import { changeSequence, keepSequenceType } from '../owned-sequence';
import { inSchema, inTable, lockOn, pathIn, placed, placedArgs, qualified, tableName } from '../place';
import { joinProbes, probe } from '../probe';
import { replacedType } from '../replaced-type';
import type { SequencesRow } from '../sequence';
import { identityToSerial, serialToIdentity } from '../serial-identity';
import { displayName, quoteIdentifier } from '../sql/quote';
import { Sql } from '../sql/sql';
import { castName, isTypeReference, type TypeName, TypeReference, typeSql } from '../sql/types';
import { formerColumn, keepsNulls, probeOf } from '../steady';
import { type Domains, readDomains, typeName } from '../type-origin';

export interface ColumnTraits {
  readonly type: TypeName;
  /** Where it is not the type's own. */
  readonly collation: Collation | null;
  readonly nullable: boolean;
  /** SQL; `null` for a serial column, whose default is its sequence. */
  readonly default: string | null;
  /** Its default is a sequence that belongs to it. */
  readonly serial: boolean;
  readonly identity: Identity | null;
  /** The SQL of a generated column. */
  readonly generated: string | null;
  /** Its values are computed when they are read, not stored. From PostgreSQL 18 on; entities cannot say it. */
  readonly virtual: boolean;
}

/** What a revision says beside the name of a column that it drops. */
export interface DroppedColumn {
  readonly schema?: string;
  /** Its values are computed from others: none is lost. */
  readonly generated?: boolean;
  /** What PostgreSQL drops along with it, for the reader: `['index public.posts.IDX']`. */
  readonly takesAlong?: readonly string[];
}

/** A column that is added as a revision writes it. */
export type AddedColumn = ColumnSpec & {
  readonly schema?: string;
  readonly grants?: readonly Grant[];
};

/** What nobody compares. */
interface ColumnBelongings {
  readonly grants?: readonly Grant[];
  /** Names of sequences that it owns and does not use. */
  readonly idle?: readonly string[];
}

/** What columns have in common that differ in nothing but their names. */
interface AlikeColumns {
  readonly traits: ColumnTraits;
  /** The numbers of the columns that a generated one is computed from. */
  readonly bases: readonly number[] | null;
  readonly belongings: ColumnBelongings | undefined;
}

export type Column = SchemaObject<'column', ColumnTraits>;

function specOf(object: Column): ColumnSpec {
  const traits = writtenTraits(object);
  return {
    type: traits.serial ? serialType(traits.type) : specType(traits.type),
    nullable: traits.nullable,
    ...(traits.collation === null ? {} : { collation: traits.collation }),
    ...(traits.identity === null ? {} : { identity: traits.identity }),
    ...(traits.generated === null ? {} : { generated: new Sql(traits.generated) }),
    ...(traits.virtual ? { virtual: true } : {}),
    ...(traits.default === null ? {} : { default: new Sql(traits.default) }),
  };
}

function readAlike(row: ColumnsRow, domains: Domains): AlikeColumns {
  const [, , formatted, origin, collation, expression, generated, nullable, identity, bases, grants] = row;
  const traits: ColumnTraits = {
    type: typeName(formatted, origin, domains),
    collation: collation === null ? null : collationOf(collation),
    nullable,
    default: generated !== '' ? null : expression,
    serial: false,
    identity: identity === '' ? null : IDENTITIES[identity],
    generated: generated === '' ? null : expression,
    virtual: generated === 'v',
  };
  return { traits, bases, belongings: grants === null ? undefined : { grants: grants.map(grantOf) } };
}

/** As it is when a sequence belongs to it. */
function asOwner(column: AlikeColumns, use: SequencesRow[3], sequence: string): AlikeColumns {
  const { traits, belongings } = column;
  switch (use) {
    case 'serial':
      return { ...column, traits: { ...traits, default: null, serial: true } };
    case 'idle':
      return { ...column, belongings: { ...belongings, idle: [...(belongings?.idle ?? []), sequence] } };
    case 'identity':
      return column;
  }
}

export const column = defineKind<'column', ColumnTraits>()({
  name: 'column',
  reflect: {
    queries: columnQueries,
    read([untouchable = [], rows = [], domains = [], sequences = []], names) {
      const hidden = new Set(untouchable.map(([table, number]) => `${table}.${number}`));
      const domainsById = readDomains(domains);
      const readByPlace = new Map<number, AlikeColumns[]>();
      for (const row of rows as ColumnsRow[]) {
        const [tables, numbers] = row;
        const alike = readAlike(row, domainsById);
        tables.forEach((table, place) => {
          const ofTable = readByPlace.get(table) ?? [];
          readByPlace.set(table, ofTable);
          ofTable[numbers[place] as number] = alike;
        });
      }
      for (const [tables, numbers, called, use] of sequences as SequencesRow[]) {
        tables.forEach((table, place) => {
          const [ofTable, number] = [readByPlace.get(table), numbers[place] as number];
          const alike = ofTable?.[number];
          if (alike !== undefined) ofTable?.splice(number, 1, asOwner(alike, use, called[place] as string));
        });
      }
      const found: Column[] = [];
      for (const { oid, id, columns } of names.tables) {
        const ofTable = readByPlace.get(oid);
        if (ofTable === undefined) continue;
        columns.forEach((name, place) => {
          const alike = ofTable[place + 1];
          if (alike === undefined) return;
          const { traits, bases, belongings } = alike;
          const object: Column = { kind: 'column', path: pathIn(id, name), parent: id, traits };
          const based = bases === null ? object : { ...object, needs: columnKeys(id.path, names.columns(oid, bases)) };
          const known = belongings === undefined ? based : { ...based, belongings };
          found.push(hidden.size > 0 && hidden.has(`${oid}.${place + 1}`) ? { ...known, hidden: true } : known);
        });
      }
      return found;
    },
  },
  // A list at once: of all objects, most are columns.
  fromEntities: ({ tables }) =>
    tables.flatMap(({ schema, name: table, columns }) => {
      const parent = { kind: 'table', path: [schema, table] };
      return columns.map(
        ({ name, type, collation, nullable, default: text, generation, generatedAs }): Column => ({
          kind: 'column',
          path: pathIn(parent, name),
          parent,
          traits: {
            type,
            collation,
            nullable,
            default: text,
            serial: generation === 'serial',
            identity: generation === null || generation === 'serial' ? null : GENERATIONS[generation],
            generated: generatedAs,
            virtual: false,
          },
        }),
      );
    }),
  traits: {
    type: {
      // PostgreSQL takes no USING for a generated column.
      change: (to, from, { desired: { generated } }) =>
        generated !== null && conversionBetween(from, to) !== 'automatic' ? 'recreate' : 'alter',
      impossible: isImpossible,
      wayBack: wayBackSql,
      same: (to, from, { desired }) => standsFor(to, from, desired),
    },
    collation: { change: 'alter' },
    nullable: { change: 'alter' },
    default: { change: 'alter', text: true, same: sameDefault },
    serial: { change: 'alter' },
    identity: { change: 'alter' },
    generated: { change: (desired) => (desired === null ? 'alter' : 'recreate'), text: true },
    virtual: { change: 'recreate' },
  },
  operations: {
    addColumn: defineOperation({
      locks: 'ACCESS EXCLUSIVE',
      statements: (context, of: string, name: string, { grants = [], ...spec }: AddedColumn) => {
        const target = qualified(context, of, spec.schema);
        return [
          `ALTER TABLE ${target} ADD COLUMN ${quoteIdentifier(name)} ${columnDefinition(spec)}`,
          ...grants.flatMap((grant) => grantStatements(target, { ...grant, columns: [name] })),
        ];
      },
      touches: (context, table: string, name: string, spec: AddedColumn) => ({
        makes: [inTable(context, 'column', { ...spec, table }, name)],
        uses: typeOf(spec, context),
        ...(spec.generated === undefined ? {} : { usesPartsOf: [inSchema(context, 'table', table, spec.schema)] }),
      }),
      hazards: (of, name, spec: AddedColumn) =>
        spec.nullable === false && !fillsItself(spec)
          ? [
              {
                code: 'fails-on-rows',
                message: `fails if the table ${tableName(of, spec)} has rows: they would have no ${displayName(name)}`,
              },
            ]
          : [],
    }),
    dropColumn: defineOperation({
      locks: (context, of: string, _name: string, { schema }: DroppedColumn = {}) => [
        lockOn(context, 'ACCESS EXCLUSIVE', of, schema),
        { mode: 'ACCESS EXCLUSIVE', which: 'each table that a foreign key of the column refers to' },
      ],
      statements: (context, of: string, name: string, at: DroppedColumn = {}) => [
        `ALTER TABLE ${qualified(context, of, at.schema)} DROP COLUMN ${quoteIdentifier(name)}`,
      ],
      touches: (context, table: string, name: string, at: DroppedColumn = {}) => ({
        changes: [inTable(context, 'column', { ...at, table }, name)],
      }),
      hazards: (of, name, { takesAlong = [], ...at }: DroppedColumn = {}) => {
        const column = `${tableName(of, at)}.${displayName(name)}`;
        const values: Hazard = { code: 'destructive', message: `drops the column ${column} and its values` };
        const others = takesAlong.map(
          (one): Hazard => ({ code: 'destructive', message: `the column ${column} takes with it: ${one}` }),
        );
        return [...(at.generated ? [] : [values]), ...others];
      },
    }),
    renameColumn: defineOperation({
      locks: 'ACCESS EXCLUSIVE',
      statements: (context, of: string, from: string, to: string, at: { readonly schema?: string } = {}) => [
        `ALTER TABLE ${qualified(context, of, at.schema)} RENAME COLUMN ${quoteIdentifier(from)} TO ${quoteIdentifier(to)}`,
      ],
      touches: (context, table: string, from: string, to: string, at: { readonly schema?: string } = {}) => ({
        makes: [inTable(context, 'column', { ...at, table }, to)],
        changes: [inTable(context, 'column', { ...at, table }, from)],
      }),
    }),
    alterColumn,
    alterTable,
    probe,
    backfill,
    serialToIdentity,
    identityToSerial,
    alterIdentity: defineOperation({
      locks: 'ACCESS EXCLUSIVE',
      statements: (context, of: string, name: string, to: Identity, at: { readonly schema?: string } = {}) => [
        `ALTER TABLE ${qualified(context, of, at.schema)} ALTER COLUMN ${quoteIdentifier(name)} SET GENERATED ${to.toUpperCase()}`,
      ],
      touches: (context, table: string, name: string, _to: Identity, at: { readonly schema?: string } = {}) => ({
        changes: [inTable(context, 'column', { ...at, table }, name)],
      }),
    }),
  },
  create: (object, context) => {
    const [schema, of, name] = object.path as [string, string, string];
    const { grants }: ColumnBelongings = object.belongings ?? context.before.get(object)?.belongings ?? {};
    const spec = { ...specOf(object), ...placed(schema, context), ...(grants === undefined ? {} : { grants }) };
    return [{ name: 'addColumn', args: [of, name, spec as Argument] }];
  },
  drop: (object, context) => {
    const [schema, of, name] = object.path as [string, string, string];
    const others = context.takenAlong?.(object) ?? [];
    const at = {
      ...placed(schema, context),
      ...(object.traits.generated === null ? {} : { generated: true }),
      ...(others.length === 0 ? {} : { takesAlong: others.map((one) => `${kindWords(one.kind)} ${formatPath(one)}`) }),
    };
    return [{ name: 'dropColumn', args: [of, name, ...(Object.keys(at).length === 0 ? [] : [at])] }];
  },
  alter: (before, after, traits, context) => {
    const written = writtenTraits(after);
    const retyped = traits.has('type') || traits.has('collation');
    const { drop, create } = changeSequence(before, after, context);
    // A new type takes the default along as a cast of the old one: it is said again, so that it is stored as declared.
    const redefault =
      traits.has('default') || (retyped && (before.traits.default !== null || written.default !== null));
    // An identity column is never NULL: that is allowed once it is none.
    const allowed = traits.has('nullable') && written.nullable && before.traits.identity !== null;
    const filled = traits.has('nullable') && !written.nullable ? backfillOf(after, context) : [];
    const changes: ColumnChanges = {
      ...(traits.has('type') ? { from: specType(before.traits.type) } : {}),
      ...(retyped ? { type: specType(written.type), ...usingFor(before, after, context) } : {}),
      ...(retyped && written.collation !== null ? { collation: written.collation } : {}),
      ...(traits.has('nullable') && !allowed && filled.length === 0 ? { nullable: written.nullable } : {}),
      ...(redefault ? { default: written.default === null ? null : new Sql(written.default) } : {}),
    };
    // First and alone: PostgreSQL neither converts the values of a generated column nor gives it a default.
    const plain = traits.has('generated') ? [alteration(after.path, { generated: null }, context)] : [];
    const rest = Object.keys(changes).length === 0 ? [] : [alteration(after.path, changes, context)];
    const [schema, of, name] = after.path as [string, string, string];
    const identity =
      before.traits.identity !== null && after.traits.identity !== null && traits.has('identity')
        ? [{ name: 'alterIdentity', args: [of, name, after.traits.identity, ...placedArgs(schema, context)] }]
        : [];
    return [
      ...drop,
      ...plain,
      ...rest,
      ...filled,
      ...identity,
      ...(retyped ? keepSequenceType(before, after, context) : []),
      ...create,
      ...(allowed ? [alteration(after.path, { nullable: true }, context)] : []),
    ];
  },
  probes: (before, after, context) => {
    const { path, parent, traits } = after;
    if (traits.nullable || parent === null || context.backfills?.has(keyOf(after))) return [];
    const [, , name] = path as [string, string, string];
    if (before === undefined) {
      return fillsItself(specOf(after)) ? [] : [probeOf(after, { newNotNull: [name] }, context)];
    }
    if (!before.traits.nullable || !keepsNulls(keyOf(after), context)) return [];
    return [probeOf(after, { notNull: [formerColumn(parent, name, context)] }, context)];
  },
  unfilled: (before, after) => {
    const isWanting = before === undefined ? !fillsItself(specOf(after)) : before.traits.nullable;
    if (after.traits.nullable || !isWanting || after.traits.generated !== null) return undefined;
    return { ...after, traits: { ...after.traits, nullable: true } };
  },
  join: (first, second) => joinAlterations(first, second) ?? joinProbes(first, second),
  reattach: (before, after, context) => {
    // What else changes about the type comes afterwards, and sets the default again.
    const { type } = before.traits;
    const isSettled = equal(type, after.traits.type);
    const text = isSettled ? writtenTraits(after).default : null;
    const redefault =
      before.traits.default === null && text === null ? {} : { default: text === null ? null : new Sql(text) };
    const { merged, isAnyGone } = lostLabels(before, context);
    // The old and the new type share a name, not an identity: only text leads from one to the other.
    const conversion =
      merged.size > 0
        ? { map: Object.fromEntries(merged) }
        : { using: new Sql(viaText(after.path[2] as string, type, type)) };
    const from = isAnyGone ? { from: specType(replacedType(type)) } : {};
    const changes = { ...from, type: specType(type), ...conversion, ...redefault };
    const operations = [alteration(after.path, changes, context)];
    return { operations, settles: isSettled ? ['type', 'default'] : [] };
  },
  part: {
    slot: 'columns',
    form: 'named',
    must: true,
    spec: (object) => specOf(object as Column),
    fragment: (spec: ColumnSpec, name: string) => `${quoteIdentifier(name)} ${columnDefinition(spec)}`,
    uses: typeOf,
  },
  rename: {
    decide: 'ask',
    mayBe: (lost, gained) => mayBeSameType(lost.traits.type, gained.traits.type),
    along: (lost, gained) => renamedEnum(lost.traits.type, gained.traits.type),
    operations: ({ path: [schema, of, name] }, { path: [, , to] }, context) => [
      { name: 'renameColumn', args: [of, name, to, ...placedArgs(schema as string, context)] },
    ],
  },
  renamed: (object, from, to) => {
    const { type } = object.traits;
    if (!isTypeReference(type) || type.schema === undefined || !['enum', 'schema'].includes(from.kind)) return object;
    const [schema = type.schema, name = type.name] = pathAfter([type.schema, type.name], from, to);
    return { ...object, traits: { ...object.traits, type: new TypeReference(name, { ...type, schema }) } };
  },
  provides: () => [ANYTHING],
  needs: ({ path, traits, parent, needs }, schema) => [
    ...(isTypeReference(traits.type) ? typeNeeds(traits.type) : []),
    ...(traits.generated === null || parent === null ? [] : (needs ?? plainColumnKeys(path, parent, schema))),
    ...(traits.default === null ? [] : ['extensions']),
  ],
  yields: (object, { before, traits, verb }) =>
    object.traits.generated !== null &&
    (before.kind === 'column' ? traits.has('type') || traits.has('collation') : verb === 'replace'),
  texts: ({ traits }) => traits.default !== null || traits.generated !== null,
  elaborate: {
    role: 'frame',
    bare: (object) => ({
      ...object,
      traits: { ...object.traits, nullable: true, default: null, serial: false, identity: null },
    }),
  },
});

/** What a person has said that the rows get, and then NOT NULL; nothing where nobody has said anything. */
function backfillOf(after: Column, context: PlanContext): Operation[] {
  const key = keyOf(after);
  const value = context.backfills?.get(key);
  if (value === undefined) return [];
  const [schema, of, name] = after.path as [string, string, string];
  const isNew = context.before.byKey(key) === undefined || context.recreated?.has(key) === true;
  // What has a value keeps it.
  const where = isNew ? {} : { where: new Sql(`${quoteIdentifier(name)} IS NULL`) };
  const waiting = isNew ? [] : deferredOver(after, context);
  const checkNow = waiting.length === 0 ? {} : { checkNow: waiting };
  const spec = { ...placed(schema, context), set: Object.fromEntries([[name, new Sql(value)]]), ...where, ...checkNow };
  return [{ name: 'backfill', args: [of, spec] }, alteration(after.path, { nullable: false }, context)];
}

/** The names of the constraints over a column that stay as they are, and are checked at commit. */
function deferredOver({ path, parent }: Column, { before, after, recreated }: PlanContext): string[] {
  return (parent === null ? [] : before.children(parent)).flatMap((part) => {
    const { columns, deferrable } = part.traits as {
      readonly columns?: readonly string[];
      readonly deferrable?: unknown;
    };
    const stays = after.has(part) && recreated?.has(keyOf(part)) !== true;
    return deferrable === 'deferred' && columns?.includes(path[2] as string) && stays ? [part.path[2] as string] : [];
  });
}

/** What a generated column may be computed from, for all we know: the columns beside it that are not computed. */
function plainColumnKeys(path: readonly string[], parent: ObjectId, schema: Schema): string[] {
  return siblingColumnKeys(parent, schema).filter((key) => {
    const sibling = schema.byKey(key) as Column | undefined;
    return sibling !== undefined && sibling.traits.generated === null && sibling.path[2] !== path[2];
  });
}

/** What entities call the same. */
const GENERATIONS = { 'identity always': 'always', 'identity by default': 'by default' } as const;

/**
 * Whether PostgreSQL prints the default `desired` as `actual`: a constant gains the name of the column's type, and
 * loses its quotes where that is integer.
 */
function sameDefault(
  desired: string | null,
  actual: string | null,
  { actual: { type } }: { readonly actual: ColumnTraits },
): boolean {
  if (desired === null || actual === null) return desired === actual;
  if (!desired.startsWith("'")) return false;
  if (isTypeReference(type)) {
    const array = type.array ? '[]' : '';
    return [type.name, quoteIdentifier(type.name), typeSql({ ...type, array: false } as TypeReference)].some(
      (name) => actual === `${desired}::${name}${array}`,
    );
  }
  if (type === 'integer' && actual === desired.slice(1, -1)) return /^\d+$/.test(actual);
  return actual === `${desired}::${castName(type)}`;
}
