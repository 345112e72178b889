/** What somebody has done to the database with SQL of their own: facts of managed kinds that entities cannot express. */

import { quoteIdentifier, quoteList, quoteLiteral, quotePath } from '../../src/postgres/sql/quote';
import { columnOf, type Draft, factsOf, familyOf, type TableDraft } from './draft';
import { type Numbers, Tape } from './tape';

type Deed = (draft: Draft, table: TableDraft, tape: Tape, name: string) => readonly string[];

const of = (table: TableDraft) => quotePath(table.schema, table.name);
const index = (table: TableDraft, name: string, rest: string) =>
  `CREATE INDEX ${quoteIdentifier(name)} ON ${of(table)} ${rest}`;
const again = (table: TableDraft, name: string, rest: string) => [
  `DROP INDEX ${quotePath(table.schema, name)}`,
  index(table, name, rest),
];
const constraint = (table: TableDraft, name: string, definition: string) => [
  `ALTER TABLE ${of(table)} DROP CONSTRAINT ${quoteIdentifier(name)}`,
  `ALTER TABLE ${of(table)} ADD CONSTRAINT ${quoteIdentifier(name)} ${definition}`,
];

function someColumn(draft: Draft, table: TableDraft, tape: Tape): string | undefined {
  const columns = table.columns.filter(({ type }) => factsOf(draft, type).sorted);
  return columns.length === 0 ? undefined : quoteIdentifier(tape.pick(columns).name);
}

/** Nothing in the table's own schema or in another refers to these columns. */
function isReferred(draft: Draft, table: TableDraft, columns: readonly number[]): boolean {
  const key = [...columns].sort().join();
  return draft.tables.some(({ foreignKeys }) =>
    foreignKeys.some((one) => one.table === table.id && [...one.tableColumns].sort().join() === key),
  );
}

/** What may be done to an index: a new one, or one of the entities' changed under its name. */
function indexDeed(rest: (column: string, draft: Draft, table: TableDraft, tape: Tape) => string | undefined): Deed {
  return (draft, table, tape, name) => {
    const column = someColumn(draft, table, tape);
    const text = column === undefined ? undefined : rest(column, draft, table, tape);
    if (text === undefined) return [];
    const known = table.indexes[0];
    return known !== undefined && !tape.once(4) ? again(table, known.name, text) : [index(table, name, text)];
  };
}

function textColumn(draft: Draft, table: TableDraft): string | undefined {
  const column = table.columns.find(
    (one) => 'name' in one.type && one.type.name === 'text' && familyOf(draft, one) === 'text',
  );
  return column && quoteIdentifier(column.name);
}

const sequenceDeed =
  (options: string): Deed =>
  (_draft, table, tape) => {
    const columns = table.columns.filter(({ generation }) => generation !== null);
    if (columns.length === 0) return [];
    const { name } = tape.pick(columns);
    const [path, column] = [of(table), name].map((text) => `'${text.replaceAll("'", "''")}'`);
    const path_ = path?.includes('\\') ? `E${path.replaceAll('\\', '\\\\')}` : path;
    const column_ = column?.includes('\\') ? `E${column.replaceAll('\\', '\\\\')}` : column;
    return [
      `DO $do$ BEGIN EXECUTE 'ALTER SEQUENCE ' || pg_get_serial_sequence(${path_}, ${column_}) || ' ${options}'; END $do$`,
    ];
  };

const changedUnique: Deed = (draft, table, tape) => {
  const candidates = table.uniques.filter(({ columns }) => !isReferred(draft, table, columns));
  if (candidates.length === 0) return [];
  const { name, columns } = tape.pick(candidates);
  const key = quoteList(columns.map((id) => columnOf(table, id).name));
  const include = ` INCLUDE (${quoteIdentifier(tape.pick(table.columns).name)})`;
  const sort = tape.next(3);
  return constraint(
    table,
    name,
    `UNIQUE${sort === 0 ? '' : ' NULLS NOT DISTINCT'} (${key})${sort === 1 ? '' : include}`,
  );
};

const changedPrimaryKey: Deed = (draft, table, tape) => {
  const { primaryKey } = table;
  if (primaryKey === null || isReferred(draft, table, primaryKey.columns)) return [];
  const key = quoteList(primaryKey.columns.map((id) => columnOf(table, id).name));
  const deferred = tape.once(2) ? 'DEFERRED' : 'IMMEDIATE';
  return constraint(table, primaryKey.name, `PRIMARY KEY (${key}) DEFERRABLE INITIALLY ${deferred}`);
};

/** What no entity describes, and PostgreSQL lets no column change that it uses. */
const madeTrigger: Deed = (_draft, table, tape, name) => {
  const [column, other] = [tape.pick(table.columns), tape.pick(table.columns)].map((one) => quoteIdentifier(one.name));
  const [own, on] = [quoteIdentifier(name), of(table)];
  const of_ = tape.once(2) ? ` OF ${column}` : '';
  const condition = of_ === '' || tape.once(2) ? ` WHEN (OLD.${other} IS NOT NULL AND 'it''s' <> '\\')` : '';
  const fires = tape.pick(['', '', 'DISABLE', 'ENABLE REPLICA', 'ENABLE ALWAYS']);
  return [
    `CREATE TRIGGER ${own} BEFORE UPDATE${of_} ON ${on} FOR EACH ROW${condition} EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
    ...(fires === '' ? [] : [`ALTER TABLE ${on} ${fires} TRIGGER ${own}`]),
    ...(tape.once(2) ? [`COMMENT ON TRIGGER ${own} ON ${on} IS 'by hand'`] : []),
  ];
};

const madeRule: Deed = (_draft, table, tape, name) => {
  const column = quoteIdentifier(tape.pick(table.columns).name);
  const condition = tape.once(2) ? ` WHERE OLD.${column} IS NULL` : '';
  return [`CREATE RULE ${quoteIdentifier(name)} AS ON DELETE TO ${of(table)}${condition} DO INSTEAD NOTHING`];
};

const madePolicy: Deed = (_draft, table, tape, name) => {
  const [column, other] = [tape.pick(table.columns), tape.pick(table.columns)].map((one) => quoteIdentifier(one.name));
  const own = quoteIdentifier(name);
  return [
    `CREATE POLICY ${own} ON ${of(table)} AS RESTRICTIVE FOR UPDATE USING (${column} IS NULL) WITH CHECK (${other} IS NULL)`,
    `COMMENT ON POLICY ${own} ON ${of(table)} IS 'by hand'`,
  ];
};

const madePolicyOfAnother: Deed = (draft, table, tape, name) => {
  const other = tape.pick(draft.tables.filter(({ columns }) => columns.length > 0));
  const column = quoteIdentifier(tape.pick(other.columns).name);
  return [
    `CREATE POLICY ${quoteIdentifier(name)} ON ${of(table)} USING (EXISTS (SELECT FROM ${of(other)} x WHERE x.${column} IS NULL))`,
  ];
};

const madeStatistics: Deed = (draft, table, _tape, name) => {
  const sorted = table.columns.filter(({ type }) => factsOf(draft, type).sorted).slice(0, 2);
  const columns = quoteList(sorted.map((column) => column.name));
  return sorted.length < 2
    ? []
    : [`CREATE STATISTICS ${quotePath(table.schema, name)} (dependencies) ON ${columns} FROM ${of(table)}`];
};

const matchFull: Deed = (draft, table, tape) => {
  const [foreignKey] = table.foreignKeys;
  const target = draft.tables.find(({ id }) => id === foreignKey?.table);
  if (foreignKey === undefined || target === undefined) return [];
  const key = (ids: readonly number[], owner: TableDraft) => quoteList(ids.map((id) => columnOf(owner, id).name));
  const definition = `FOREIGN KEY (${key(foreignKey.columns, table)}) REFERENCES ${of(target)} (${key(foreignKey.tableColumns, target)}) MATCH FULL`;
  return constraint(table, foreignKey.name, `${definition}${tape.once(2) ? ' ON DELETE CASCADE' : ''}`);
};

/** A check or a foreign key that rows, or tables that inherit, need not keep to. */
const loosened: Deed = (_draft, table, tape) => {
  const parts = [...table.checks, ...table.foreignKeys];
  if (parts.length === 0) return [];
  const part = tape.pick(parts);
  const how = 'over' in part && tape.once(2) ? 'NO INHERIT' : 'NOT VALID';
  return [
    `DO $do$ BEGIN EXECUTE (
       SELECT format('ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %I %s ${how}', conrelid::regclass, conname, conname, pg_get_constraintdef(oid))
         FROM pg_constraint WHERE conrelid = ${quoteLiteral(of(table))}::regclass AND conname = ${quoteLiteral(part.name)}); END $do$`,
  ];
};

const DEEDS: readonly Deed[] = [
  indexDeed((column) => `(${column} DESC)`),
  indexDeed((column) => `(${column} DESC NULLS LAST)`),
  indexDeed((column) => `(${column} NULLS FIRST)`),
  indexDeed((column) => `((${column} IS NULL), ${column})`),
  indexDeed((column, draft, table) => {
    const text = textColumn(draft, table);
    return text && `(lower(${text}), (${text} || 'it''s') DESC, ${column})`;
  }),
  indexDeed((_column, draft, table) => {
    const text = textColumn(draft, table);
    return text && `(${text} COLLATE "POSIX")`;
  }),
  indexDeed((_column, draft, table) => {
    const text = textColumn(draft, table);
    return text && `(${text} text_pattern_ops)`;
  }),
  indexDeed((_column, _draft, table) => {
    const jsonb = table.columns.find(({ type }) => 'name' in type && type.name === 'jsonb');
    return jsonb && `USING gin (${quoteIdentifier(jsonb.name)} jsonb_path_ops) WITH (fastupdate = off)`;
  }),
  indexDeed((column, _draft, table, tape) => `(${column}) INCLUDE (${quoteIdentifier(tape.pick(table.columns).name)})`),
  indexDeed((column, _draft, table, tape) => `(${column}) INCLUDE (${quoteIdentifier(tape.pick(table.columns).name)})`),
  indexDeed((column, _draft, table, tape) => `(${column}) INCLUDE (${quoteIdentifier(tape.pick(table.columns).name)})`),
  indexDeed((column, _draft, table, tape) => `(${column}) INCLUDE (${quoteIdentifier(tape.pick(table.columns).name)})`),
  indexDeed((column) => `(${column}) NULLS NOT DISTINCT`),
  indexDeed((column) => `(${column}) NULLS NOT DISTINCT`),
  indexDeed((column) => `(${column}) WITH (fillfactor = 70)`),
  indexDeed((column) => `(${column}) WITH (fillfactor = 70)`),
  indexDeed((column) => `(${column}) WHERE ${column} IS NOT NULL AND 1 = 1`),
  changedUnique,
  changedUnique,
  changedUnique,
  changedPrimaryKey,
  changedPrimaryKey,
  changedPrimaryKey,
  matchFull,
  sequenceDeed('INCREMENT BY 5 MINVALUE -7 START WITH 3'),
  sequenceDeed('CACHE 20 CYCLE'),
  sequenceDeed('MAXVALUE 30000'),
  sequenceDeed('AS smallint'),
  sequenceDeed('INCREMENT BY -1 MINVALUE -100 MAXVALUE 100 START WITH 5'),
  sequenceDeed('RENAME TO "Own ""sequence"'),
  sequenceDeed('START WITH 100 RESTART'),
  (_draft, table, tape) => {
    const serials = table.columns.filter(({ generation }) => generation === 'serial');
    if (serials.length === 0) return [];
    const column = tape.pick(serials);
    const inKey = table.primaryKey?.columns.includes(column.id);
    return inKey ? [] : [`ALTER TABLE ${of(table)} ALTER COLUMN ${quoteIdentifier(column.name)} DROP NOT NULL`];
  },
  (_draft, table, _tape, name) => [`ALTER TABLE ${of(table)} ADD CONSTRAINT ${quoteIdentifier(name)} CHECK (1 < 2)`],
  (_draft, table) => table.checks.slice(0, 1).flatMap(({ name }) => constraint(table, name, 'CHECK (true)')),
  (_draft, table, _tape, name) => [
    `ALTER TABLE ${of(table)} ADD COLUMN ${quoteIdentifier(`${name}2`.slice(-20))} integer DEFAULT 1 + 1`,
  ],
  (_draft, table, tape) => {
    const column = tape.pick(table.columns);
    return [`COMMENT ON COLUMN ${of(table)}.${quoteIdentifier(column.name)} IS 'by hand'`];
  },
];

/** Whether it makes something that PostgreSQL lets hold a column: the engine refuses what it cannot keep. */
export function makesHolder([statement = '']: readonly string[]): boolean {
  return /^CREATE (?:TRIGGER|RULE|POLICY|STATISTICS) /.test(statement);
}

/** Beside the other deeds, so that these stay what they are. */
const BESIDE: readonly Deed[] = [madeTrigger, madeTrigger, madeRule, madePolicy, madePolicyOfAnother, madeStatistics];

/** The statements, some of which may find their object gone or be refused: then nothing happens. */
export function doneByHand(draft: Draft, byHand: readonly Numbers[]): readonly (readonly string[])[] {
  const tables = draft.tables.filter(({ columns }) => columns.length > 0);
  const done = (deed: Deed, tape: Tape, name: string) => {
    const start = tape.next(Math.max(tables.length, 1));
    // The first table that has what it takes.
    for (const table of [...tables.slice(start), ...tables.slice(0, start)]) {
      const statements = deed(draft, table, tape, name);
      if (statements.length > 0) return [statements];
    }
    return [];
  };
  return byHand.flatMap((numbers, place) => {
    const [tape, other] = [new Tape(numbers), new Tape([...numbers].reverse())];
    const beside = done(other.pick(BESIDE), other, `beside ${place}`);
    const deeds = done(tape.pick(DEEDS), tape, `by hand ${place}`);
    // Few tables have a foreign key.
    const full = tape.once(3) ? done(matchFull, tape, `full ${place}`) : [];
    const loose = tape.once(6) ? done(loosened, tape, `loose ${place}`) : [];
    return [...deeds, ...beside, ...full, ...loose];
  });
}
