/**
 * A schema that is easy to change: its parts know each other by number, so that a rename breaks nothing, and its
 * expressions are forms over a column, so that they can be said again with another name.
 */

import { quoteIdentifier, quoteLiteral, quotePath } from '../../src/postgres/sql/quote';
import { TypeReference } from '../../src/postgres/sql/types';
import type {
  Deferrable,
  Entities,
  EntityColumn,
  EntityTable,
  EntityView,
  ReferentialAction,
} from '../../src/typeorm/entities';
import { EXTENSION_TYPES, type Family, TYPE_NAMES, type TypeFacts, typeFacts } from './column-types';
import { LABELS, NAMES, SCHEMAS, TEXTS } from './names';
import { type SchemaSeed, Tape } from './tape';

export interface Draft {
  nextId: number;
  readonly defaultSchema: string;
  /** Beside those that types need. */
  extensions: string[];
  enums: EnumDraft[];
  tables: TableDraft[];
  views: ViewDraft[];
}

export interface EnumDraft {
  readonly id: number;
  schema: string;
  name: string;
  labels: string[];
}

export interface TableDraft {
  readonly id: number;
  schema: string;
  name: string;
  comment: string | null;
  columns: ColumnDraft[];
  primaryKey: { name: string; columns: number[] } | null;
  uniques: { name: string; columns: number[]; deferrable: Deferrable }[];
  checks: { name: string; over: Expression }[];
  exclusions: ExclusionDraft[];
  foreignKeys: ForeignKeyDraft[];
  indexes: { name: string; columns: number[]; unique: boolean; method: string; where: Expression | null }[];
}

/** A query over columns of one table. Not of all: `SELECT *` depends on their order in the table. */
export interface ViewDraft {
  schema: string;
  name: string;
  table: number;
  columns: number[];
  where: Expression | null;
  materialized: boolean;
  /** Of an index over its first column. */
  index: string | null;
}

export type TypeDraft = { readonly name: string } | { readonly enum: number; readonly array: boolean };

export interface ColumnDraft {
  readonly id: number;
  name: string;
  type: TypeDraft;
  nullable: boolean;
  default: string | null;
  collation: string | null;
  generation: EntityColumn['generation'];
  generated: Expression | null;
  comment: string | null;
}

/** One of the forms of {@link conditionForms} or {@link generatedForms}, over a column. */
export interface Expression {
  column: number;
  form: number;
}

export interface ExclusionDraft {
  name: string;
  column: number;
  /** A whole number to be equal as well, which needs btree_gist. */
  also: number | null;
  where: Expression | null;
  deferrable: Deferrable;
}

export interface ForeignKeyDraft {
  name: string;
  columns: number[];
  table: number;
  tableColumns: number[];
  onDelete: ReferentialAction;
  onUpdate: ReferentialAction;
  deferrable: Deferrable;
}

export const ACTIONS: readonly ReferentialAction[] = ['NO ACTION', 'CASCADE', 'SET NULL', 'RESTRICT', 'SET DEFAULT'];
export const DEFERRABLES: readonly Deferrable[] = [null, 'immediate', 'deferred'];
export const COLLATIONS: readonly string[] = ['C', 'POSIX', 'ucs_basic'];
const GENERATIONS = ['serial', 'identity always', 'identity by default'] as const;

// ── What is known about a type ────────────────────────────────────────────────────────────────────────────────────

export function factsOf(draft: Draft, type: TypeDraft): TypeFacts {
  if ('name' in type) return typeFacts(type.name);
  const { labels } = enumOf(draft, type.enum);
  const literals = labels.map(quoteLiteral);
  return type.array
    ? { name: 'enum[]', family: 'array', values: ["'{}'"], defaults: ["'{}'"], sorted: true, methods: ['gin'] }
    : { name: 'enum', family: 'enum', values: literals, defaults: literals, sorted: true, methods: ['hash'] };
}

export function familyOf(draft: Draft, { type }: ColumnDraft): Family {
  return factsOf(draft, type).family;
}

/** All defaults that a column of this type may have. */
export function defaultsOf(draft: Draft, type: TypeDraft): readonly string[] {
  const { defaults, values, family } = factsOf(draft, type);
  return family === 'enum' ? values : [...defaults, ...values];
}

export function sameType(one: TypeDraft, other: TypeDraft): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Types that a foreign key may compare. */
function comparable(draft: Draft, one: ColumnDraft, other: ColumnDraft): boolean {
  // PostgreSQL refuses some arrays: "cannot determine element type of anyarray argument".
  if (familyOf(draft, one) === 'array') return false;
  if (sameType(one.type, other.type)) return true;
  const plainText = ({ type }: ColumnDraft) =>
    'name' in type && (type.name === 'text' || type.name.startsWith('character varying')) && !type.name.endsWith('[]');
  const bothWhole = familyOf(draft, one) === 'whole' && familyOf(draft, other) === 'whole';
  return bothWhole || (plainText(one) && plainText(other));
}

export function takesCollation({ type }: ColumnDraft): boolean {
  return 'name' in type && /^(text|character varying.*|character\(\d+\))$/.test(type.name);
}

// ── Expressions ───────────────────────────────────────────────────────────────────────────────────────────────────

/** Conditions for checks and predicates; the rows that are inserted fulfil them. */
function conditionForms(draft: Draft, column: ColumnDraft): readonly string[] {
  const q = quoteIdentifier(column.name);
  const { family, values } = factsOf(draft, column.type);
  switch (family) {
    case 'whole':
    case 'number':
      return [`${q} > 0`, `${q} IN (1, 2, 12, 2.5)`, `${q} BETWEEN 0 AND 1000`, `${q}>=0 AND ${q} <> 99 /* not 99 */`];
    case 'text':
      return [
        `${q} IN ('1', '2', 'abc')`,
        `${q} <> ''`,
        `length(${q}) < 60`,
        `${q} = ANY (ARRAY['1','2','abc'])`,
        `lower(${q}) <> 'it''s' OR ${q} LIKE '%\\_%'`,
        `${q} ~ '^[^\\\\]*$'`,
      ];
    case 'boolean':
      return [`${q} OR NOT ${q}`, `${q} IS NOT NULL OR true`, `${q} IN (true, false)`];
    case 'moment':
      return [`${q} > '2000-01-01'`, `${q} IS NULL OR ${q} < '2100-01-01'`];
    case 'array':
      return [`cardinality(${q}) < 100`, `${q} IS NULL OR array_ndims(${q}) = 1 OR ${q} = '{}'`];
    case 'range':
      return [`NOT isempty(${q})`, `${q} <> 'empty' AND ${q} IS NOT NULL`];
    case 'enum':
      return [`${q} <> ${values.at(-1)} OR true`, `${q} IN (${values.join(', ')})`, `${q} >= ${values[0]}`];
    default:
      return [`${q} IS NOT NULL`, `(${q} IS NOT NULL) = true`];
  }
}

/** Expressions of generated columns with the type that they are stored in. */
function generatedForms(draft: Draft, column: ColumnDraft): readonly (readonly [type: string, text: string])[] {
  const q = quoteIdentifier(column.name);
  switch (familyOf(draft, column)) {
    case 'whole':
      return [
        ['bigint', `${q} + 1`],
        ['bigint', `abs(${q} * 2)`],
        ['integer', `${q}`],
      ];
    case 'number':
      return [
        ['double precision', `${q} * 2`],
        ['double precision', `round(${q})`],
      ];
    case 'text':
      return [
        ['text', `lower(${q})`],
        ['text', `${q} || ' ''\\x'''`],
        ['text', `coalesce(${q}, 'none')`],
      ];
    case 'boolean':
      return [['boolean', `NOT ${q}`]];
    default:
      return [];
  }
}

export function condition(draft: Draft, table: TableDraft, { column, form }: Expression): string {
  const forms = conditionForms(draft, columnOf(table, column));
  return forms[form % forms.length] as string;
}

/** The type and the text of a generated column over another; nothing where that is of no use. */
export function generatedOf(draft: Draft, table: TableDraft, { column, form }: Expression) {
  const base = table.columns.find(({ id }) => id === column);
  if (base === undefined || base.generated !== null) return undefined;
  const forms = generatedForms(draft, base);
  return forms[form % Math.max(forms.length, 1)];
}

export function exclusionText(draft: Draft, table: TableDraft, { column, also, where }: ExclusionDraft): string {
  const one = columnOf(table, column);
  const q = quoteIdentifier(one.name);
  const tail = where === null ? '' : ` WHERE (${condition(draft, table, where)})`;
  if (familyOf(draft, one) !== 'range') return `USING btree (${q} WITH =)${tail}`;
  const first = also === null ? '' : `${quoteIdentifier(columnOf(table, also).name)} WITH =, `;
  return `USING gist (${first}${q} WITH &&)${tail}`;
}

// ── Finding parts ─────────────────────────────────────────────────────────────────────────────────────────────────

export function columnOf(table: TableDraft, id: number): ColumnDraft {
  const column = table.columns.find((one) => one.id === id);
  if (column === undefined) throw new Error(`the table ${table.name} has no column ${id}`);
  return column;
}

export function enumOf(draft: Draft, id: number): EnumDraft {
  const found = draft.enums.find((one) => one.id === id);
  if (found === undefined) throw new Error(`there is no enum ${id}`);
  return found;
}

/** The names that what is in a schema has there. */
export function takenIn(draft: Pick<Draft, 'enums' | 'tables' | 'views'>, schema: string): ReadonlySet<string> {
  const taken = new Set(draft.enums.filter((one) => one.schema === schema).map(({ name }) => name));
  for (const view of draft.views.filter((one) => one.schema === schema)) {
    taken.add(view.name);
    if (view.index !== null) taken.add(view.index);
  }
  for (const table of draft.tables.filter((one) => one.schema === schema)) {
    taken.add(table.name);
    const parts = [table.primaryKey, ...table.uniques, ...table.checks, ...table.exclusions];
    for (const part of [...parts, ...table.foreignKeys, ...table.indexes]) if (part !== null) taken.add(part.name);
  }
  return taken;
}

function free(names: readonly string[], taken: ReadonlySet<string>, start: number): string {
  for (let step = 0; step < names.length; step += 1) {
    const name = names[(start + step) % names.length] as string;
    if (!taken.has(name)) return name;
  }
  return `name_${taken.size}`;
}

/** A name that no table, index, constraint or type of the schema has. */
export function freeName(draft: Draft, schema: string, tape: Tape): string {
  return free(NAMES, takenIn(draft, schema), tape.next(NAMES.length));
}

export function freeColumnName(table: TableDraft, tape: Tape): string {
  return free(['id', ...NAMES], new Set(table.columns.map(({ name }) => name)), tape.next(NAMES.length + 1));
}

function newId(draft: Draft): number {
  draft.nextId += 1;
  return draft.nextId;
}

// ── Making parts ──────────────────────────────────────────────────────────────────────────────────────────────────

export function draftOf(seed: SchemaSeed, defaultSchema: string): Draft {
  const whole = new Tape(seed.whole);
  const draft: Draft = {
    nextId: 0,
    defaultSchema,
    extensions: whole.once(8) ? ['btree_gist'] : whole.once(12) ? ['pgcrypto'] : [],
    enums: [],
    tables: [],
    views: [],
  };
  for (const numbers of seed.enums) addEnum(draft, new Tape(numbers));
  for (const { table, columns, parts } of seed.tables) {
    const made = addTable(draft, new Tape(table));
    for (const numbers of columns) addColumn(draft, made, new Tape(numbers));
    for (const numbers of parts) addPart(draft, made, new Tape(numbers));
  }
  for (const numbers of seed.foreignKeys) addForeignKey(draft, new Tape(numbers));
  for (const numbers of seed.views) addView(draft, new Tape(numbers));
  return repaired(draft);
}

function pickSchema(draft: Draft, tape: Tape): string {
  return tape.once(4) ? tape.pick(SCHEMAS) : draft.defaultSchema;
}

export function addEnum(draft: Draft, tape: Tape): EnumDraft {
  const schema = pickSchema(draft, tape);
  const made = { id: newId(draft), schema, name: freeName(draft, schema, tape), labels: tape.some(LABELS, 4) };
  draft.enums.push(made);
  return made;
}

export function addTable(draft: Draft, tape: Tape): TableDraft {
  const schema = pickSchema(draft, tape);
  const made: TableDraft = {
    id: newId(draft),
    schema,
    name: freeName(draft, schema, tape),
    comment: tape.once(4) ? tape.pick(TEXTS) : null,
    columns: [],
    primaryKey: null,
    uniques: [],
    checks: [],
    exclusions: [],
    foreignKeys: [],
    indexes: [],
  };
  draft.tables.push(made);
  return made;
}

export function pickType(draft: Draft, tape: Tape): TypeDraft {
  const sort = tape.next(12);
  if (sort >= 9 && draft.enums.length > 0) return { enum: tape.pick(draft.enums).id, array: tape.once(4) };
  if (sort === 8) return { name: tape.once(2) ? tape.pick(EXTENSION_TYPES) : 'citext' };
  return { name: tape.pick(TYPE_NAMES) };
}

export function addColumn(draft: Draft, table: TableDraft, tape: Tape, type = pickType(draft, tape)): ColumnDraft {
  const made: ColumnDraft = {
    id: newId(draft),
    name: freeColumnName(table, tape),
    type,
    nullable: !tape.once(3),
    default: null,
    collation: null,
    generation: null,
    generated: null,
    comment: tape.once(5) ? tape.pick(TEXTS) : null,
  };
  table.columns.push(made);
  const sort = tape.next(6);
  if (sort === 0 || sort === 1) made.default = pickDefault(draft, made, tape);
  else if (sort === 2) {
    if (familyOf(draft, made) !== 'whole') made.type = { name: tape.pick(['integer', 'bigint', 'smallint']) };
    makeSerial(draft, table, made, tape);
  } else if (sort === 3) generate(draft, table, made, tape);
  if (takesCollation(made) && tape.once(4)) made.collation = tape.pick(COLLATIONS);
  return made;
}

export function pickDefault(draft: Draft, { type }: ColumnDraft, tape: Tape): string | null {
  const defaults = defaultsOf(draft, type);
  return defaults.length === 0 ? null : tape.pick(defaults);
}

export function makeSerial(draft: Draft, _table: TableDraft, column: ColumnDraft, tape: Tape): boolean {
  if (familyOf(draft, column) !== 'whole' || column.generated !== null) return false;
  column.generation = tape.pick(GENERATIONS);
  column.default = null;
  column.nullable = false;
  return true;
}

/** Makes it a generated column over another one, of the type that this needs. */
export function generate(draft: Draft, table: TableDraft, column: ColumnDraft, tape: Tape): boolean {
  const bases = table.columns.filter(
    (base) => base !== column && base.generated === null && generatedForms(draft, base).length > 0,
  );
  const used = table.columns.some(({ generated }) => generated?.column === column.id);
  if (bases.length === 0 || used) return false;
  const over = { column: tape.pick(bases).id, form: tape.next(4) };
  const [type] = generatedOf(draft, table, over) ?? [];
  if (type === undefined) return false;
  Object.assign(column, { generated: over, type: { name: type }, default: null, generation: null, collation: null });
  return true;
}

const sortedColumns = (draft: Draft, table: TableDraft) =>
  table.columns.filter(({ type }) => factsOf(draft, type).sorted);

/** A constraint, an index or an exclusion of a table. */
export function addPart(draft: Draft, table: TableDraft, tape: Tape): boolean {
  const sort = tape.next(6);
  const name = freeName(draft, table.schema, tape);
  if (sort === 0) return addPrimaryKey(draft, table, tape, name);
  if (sort === 1) return addUnique(draft, table, tape, name);
  if (sort === 2) return addCheck(table, tape, name);
  if (sort === 3) return addExclusion(draft, table, tape, name);
  return addIndex(draft, table, tape, name);
}

export function addPrimaryKey(draft: Draft, table: TableDraft, tape: Tape, name: string): boolean {
  const columns = sortedColumns(draft, table);
  if (table.primaryKey !== null || columns.length === 0) return false;
  table.primaryKey = { name, columns: tape.some(columns, 2).map(({ id }) => id) };
  return true;
}

export function addUnique(draft: Draft, table: TableDraft, tape: Tape, name: string): boolean {
  const columns = sortedColumns(draft, table);
  if (columns.length === 0) return false;
  const deferrable = tape.once(3) ? tape.pick(DEFERRABLES) : null;
  table.uniques.push({ name, columns: tape.some(columns, 3).map(({ id }) => id), deferrable });
  return true;
}

export function addCheck(table: TableDraft, tape: Tape, name: string): boolean {
  if (table.columns.length === 0) return false;
  table.checks.push({ name, over: { column: tape.pick(table.columns).id, form: tape.next(12) } });
  return true;
}

export function addExclusion(draft: Draft, table: TableDraft, tape: Tape, name: string): boolean {
  const ranges = table.columns.filter((column) => familyOf(draft, column) === 'range');
  const columns = ranges.length > 0 ? ranges : sortedColumns(draft, table);
  if (columns.length === 0) return false;
  const wholes = table.columns.filter((column) => familyOf(draft, column) === 'whole');
  table.exclusions.push({
    name,
    column: tape.pick(columns).id,
    also: ranges.length > 0 && wholes.length > 0 && tape.once(3) ? tape.pick(wholes).id : null,
    where: tape.once(3) ? { column: tape.pick(table.columns).id, form: tape.next(12) } : null,
    deferrable: tape.pick(DEFERRABLES),
  });
  return true;
}

export function addIndex(draft: Draft, table: TableDraft, tape: Tape, name: string): boolean {
  const where = (): Expression | null =>
    tape.once(3) ? { column: tape.pick(table.columns).id, form: tape.next(12) } : null;
  const special = table.columns.filter(({ type }) => factsOf(draft, type).methods.length > 0);
  if (special.length > 0 && tape.once(3)) {
    const column = tape.pick(special);
    const method = tape.pick(factsOf(draft, column.type).methods);
    table.indexes.push({ name, columns: [column.id], unique: false, method, where: where() });
    return true;
  }
  const columns = sortedColumns(draft, table);
  if (columns.length === 0) return false;
  const chosen = tape.some(columns, 3).map(({ id }) => id);
  table.indexes.push({ name, columns: chosen, unique: tape.once(3), method: 'btree', where: where() });
  return true;
}

/** Lists of columns that a foreign key may refer to. */
export function keysOf({ primaryKey, uniques }: TableDraft): readonly (readonly number[])[] {
  return [
    ...(primaryKey === null ? [] : [primaryKey.columns]),
    ...uniques.filter(({ deferrable }) => deferrable === null).map(({ columns }) => columns),
  ];
}

export function addForeignKey(draft: Draft, tape: Tape): boolean {
  repaired(draft);
  const targets = draft.tables.filter((table) => keysOf(table).length > 0);
  if (targets.length === 0) return false;
  const table = tape.pick(draft.tables);
  const target = tape.pick(targets);
  const key = [...tape.pick(keysOf(target))];
  const columns: number[] = [];
  for (const id of key) {
    const wanted = columnOf(target, id);
    const fitting = table.columns.filter(
      (column) => !columns.includes(column.id) && column.generated === null && comparable(draft, column, wanted),
    );
    const made =
      fitting.length > 0 && tape.once(2) ? tape.pick(fitting) : addColumn(draft, table, new Tape([]), wanted.type);
    made.default = made.generation === null && made.default !== null && tape.once(2) ? null : made.default;
    columns.push(made.id);
  }
  table.foreignKeys.push({
    name: freeName(draft, table.schema, tape),
    columns,
    table: target.id,
    tableColumns: key,
    onDelete: tape.pick(ACTIONS),
    onUpdate: tape.pick(ACTIONS),
    deferrable: tape.pick(DEFERRABLES),
  });
  return true;
}

export function addView(draft: Draft, tape: Tape): boolean {
  const tables = draft.tables.filter(({ columns }) => columns.length > 0);
  if (tables.length === 0) return false;
  const table = tape.pick(tables);
  const schema = pickSchema(draft, tape);
  const view: ViewDraft = {
    schema,
    name: freeName(draft, schema, tape),
    table: table.id,
    columns: tape.some(table.columns, 3).map(({ id }) => id),
    where: tape.once(2) ? { column: tape.pick(table.columns).id, form: tape.next(4) } : null,
    materialized: tape.once(2),
    index: null,
  };
  draft.views.push(view);
  if (view.materialized && tape.once(2)) view.index = freeName(draft, schema, tape);
  return true;
}

function columnsOf(draft: Draft, { table, columns }: ViewDraft): ColumnDraft[] {
  const known = draft.tables.find(({ id }) => id === table)?.columns ?? [];
  return known.filter(({ id }) => columns.includes(id));
}

// ── Keeping it valid ──────────────────────────────────────────────────────────────────────────────────────────────

/** Takes out, or mends, whatever PostgreSQL would refuse. Changes the draft, and returns it. */
export function repaired(draft: Draft): Draft {
  for (let before = ''; ; ) {
    for (const table of draft.tables) repairTable(draft, table);
    for (const table of draft.tables) {
      table.foreignKeys = table.foreignKeys.filter((foreignKey) => isPossible(draft, table, foreignKey));
    }
    for (const view of draft.views) {
      const columns = columnsOf(draft, view);
      view.columns = columns.map(({ id }) => id);
      const owner = draft.tables.find(({ id }) => id === view.table);
      const { where } = view;
      if (where !== null && !owner?.columns.some(({ id }) => id === where.column)) view.where = null;
      const isSorted = columns[0] !== undefined && factsOf(draft, columns[0].type).sorted;
      if (!view.materialized || !isSorted) view.index = null;
    }
    draft.views = draft.views.filter((view) => columnsOf(draft, view).length > 0);
    const now = JSON.stringify(draft);
    if (now === before) return draft;
    before = now;
  }
}

function repairTable(draft: Draft, table: TableDraft): void {
  table.columns = table.columns.filter(({ type }) => 'name' in type || draft.enums.some(({ id }) => id === type.enum));
  const has = (id: number) => table.columns.some((column) => column.id === id);
  const sorted = (id: number) => has(id) && factsOf(draft, columnOf(table, id).type).sorted;
  const family = (id: number) => familyOf(draft, columnOf(table, id));
  for (const column of table.columns) {
    if (column.generated !== null) {
      const [type] = generatedOf(draft, table, column.generated) ?? [];
      if (type === undefined) column.generated = null;
      else Object.assign(column, { type: { name: type }, default: null, generation: null });
    }
    if (column.generation !== null && familyOf(draft, column) !== 'whole') column.generation = null;
    if (column.generation !== null) Object.assign(column, { nullable: false, default: null });
    if (column.default !== null && !defaultsOf(draft, column.type).includes(column.default)) column.default = null;
    if (!takesCollation(column)) column.collation = null;
  }
  if (table.primaryKey !== null && !table.primaryKey.columns.every(sorted)) table.primaryKey = null;
  for (const id of table.primaryKey?.columns ?? []) columnOf(table, id).nullable = false;
  table.uniques = table.uniques.filter(({ columns }) => columns.every(sorted));
  table.checks = table.checks.filter(({ over }) => has(over.column));
  for (const part of [...table.indexes, ...table.exclusions]) {
    if (part.where !== null && !has(part.where.column)) part.where = null;
  }
  table.exclusions = table.exclusions.filter(
    ({ column }) => has(column) && (family(column) === 'range' || sorted(column)),
  );
  for (const exclusion of table.exclusions) {
    const { also, column } = exclusion;
    if (also !== null && (!has(also) || family(also) !== 'whole' || family(column) !== 'range')) exclusion.also = null;
  }
  table.indexes = table.indexes.filter(({ columns, method }) =>
    columns.every((id) =>
      method === 'btree' ? sorted(id) : has(id) && factsOf(draft, columnOf(table, id).type).methods.includes(method),
    ),
  );
}

function isPossible(
  draft: Draft,
  table: TableDraft,
  { columns, table: target, tableColumns }: ForeignKeyDraft,
): boolean {
  const other = draft.tables.find(({ id }) => id === target);
  if (other === undefined) return false;
  const key = [...tableColumns].sort().join();
  if (!keysOf(other).some((one) => [...one].sort().join() === key)) return false;
  return columns.every((id, place) => {
    const own = table.columns.find((column) => column.id === id);
    return own !== undefined && own.generated === null && comparable(draft, own, columnOf(other, tableColumns[place]!));
  });
}

// ── As entities ───────────────────────────────────────────────────────────────────────────────────────────────────

export function contextOf({ defaultSchema }: Draft) {
  return { defaultSchema, metadataTable: { schema: defaultSchema, name: 'typeorm_metadata' } };
}

/** What the engine gets. */
export function toEntities(draft: Draft): Entities {
  const { defaultSchema, metadataTable } = contextOf(draft);
  const used = new Set(
    draft.tables.flatMap(({ columns }) => columns.flatMap(({ type }) => ('name' in type ? [] : [type.enum]))),
  );
  return {
    defaultSchema,
    tables: draft.tables.filter(({ columns }) => columns.length > 0).map((table) => entityTable(draft, table)),
    views: draft.views.map((view) => entityView(draft, view)),
    extensions: extensionsOf(draft),
    enums: draft.enums.filter(({ id }) => used.has(id)).map(({ schema, name, labels }) => ({ schema, name, labels })),
    ignored: [{ kind: 'table', path: [defaultSchema, 'typeorm_metadata'] }],
    metadataTable,
  };
}

function entityView(draft: Draft, view: ViewDraft): EntityView {
  const { schema, name, materialized, index, where } = view;
  const table = draft.tables.find(({ id }) => id === view.table) as TableDraft;
  const columns = columnsOf(draft, view).map((column) => column.name);
  const list = columns.map(quoteIdentifier).join(', ');
  const filter = where === null ? '' : ` WHERE ${condition(draft, table, where)}`;
  return {
    schema,
    name,
    definition: `SELECT ${list} FROM ${quotePath(table.schema, table.name)}${filter}`,
    materialized,
    indexes:
      index === null
        ? []
        : [{ name: index, columns: columns.slice(0, 1), unique: false, method: 'btree', where: null }],
  };
}

function extensionsOf(draft: Draft): string[] {
  const names = new Set(draft.extensions);
  for (const { columns, exclusions } of draft.tables) {
    for (const { type } of columns) {
      const { extension } = factsOf(draft, type);
      if (extension !== undefined) names.add(extension);
    }
    if (exclusions.some(({ also }) => also !== null)) names.add('btree_gist');
  }
  return [...names];
}

function entityTable(draft: Draft, table: TableDraft): EntityTable {
  const names = (ids: readonly number[], of = table) => ids.map((id) => columnOf(of, id).name);
  const text = (over: Expression | null) => (over === null ? null : condition(draft, table, over));
  return {
    schema: table.schema,
    name: table.name,
    comment: table.comment,
    columns: table.columns.map((column) => ({
      name: column.name,
      type: typeName(draft, column.type),
      collation: column.collation,
      nullable: column.nullable,
      default: column.default,
      generation: column.generation,
      generatedAs: column.generated === null ? null : (generatedOf(draft, table, column.generated)?.[1] ?? null),
      comment: column.comment,
    })),
    primaryKey: table.primaryKey && { name: table.primaryKey.name, columns: names(table.primaryKey.columns) },
    uniques: table.uniques.map((unique) => ({ ...unique, columns: names(unique.columns) })),
    checks: table.checks.map(({ name, over }) => ({ name, expression: text(over) as string })),
    exclusions: table.exclusions.map((exclusion) => ({
      name: exclusion.name,
      expression: exclusionText(draft, table, exclusion),
      deferrable: exclusion.deferrable,
    })),
    foreignKeys: table.foreignKeys.map((foreignKey) => {
      const target = draft.tables.find(({ id }) => id === foreignKey.table) as TableDraft;
      const { name, onDelete, onUpdate, deferrable } = foreignKey;
      const references = { schema: target.schema, table: target.name, columns: names(foreignKey.tableColumns, target) };
      return { name, columns: names(foreignKey.columns), references, onDelete, onUpdate, deferrable };
    }),
    indexes: table.indexes.map((index) => ({ ...index, columns: names(index.columns), where: text(index.where) })),
  };
}

function typeName(draft: Draft, type: TypeDraft) {
  if ('enum' in type) {
    const { schema, name } = enumOf(draft, type.enum);
    return new TypeReference(name, { schema, array: type.array });
  }
  return typeFacts(type.name).extension === undefined ? type.name : new TypeReference(type.name);
}
