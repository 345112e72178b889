/** Steps from one schema to another, as people take them: each changes one thing, and what cannot stay then goes. */

import {
  ACTIONS,
  addCheck,
  addColumn,
  addEnum,
  addExclusion,
  addForeignKey,
  addIndex,
  addPart,
  addPrimaryKey,
  addTable,
  addUnique,
  addView,
  COLLATIONS,
  type ColumnDraft,
  columnOf,
  DEFERRABLES,
  type Draft,
  defaultsOf,
  factsOf,
  familyOf,
  freeColumnName,
  freeName,
  generate,
  keysOf,
  makeSerial,
  pickDefault,
  pickType,
  repaired,
  sameType,
  type TableDraft,
  takenIn,
  takesCollation,
} from './draft';
import { LABELS, SCHEMAS, TEXTS } from './names';
import { type Numbers, Tape } from './tape';
import { typeChanges } from './type-changes';

/** One step; it may find nothing to do. */
type Step = (draft: Draft, tape: Tape) => unknown;

interface Found<Part> {
  readonly table: TableDraft;
  readonly part: Part;
}

function parts<Part>(draft: Draft, of: (table: TableDraft) => readonly Part[]): Found<Part>[] {
  return draft.tables.flatMap((table) => of(table).map((part) => ({ table, part })));
}

/** A step on one part that some table has. */
function on<Part>(
  of: (table: TableDraft, draft: Draft) => readonly Part[],
  step: (found: Found<Part>, tape: Tape, draft: Draft) => unknown,
): Step {
  return (draft, tape) => {
    const all = parts(draft, (table) => of(table, draft));
    return all.length > 0 && step(tape.pick(all), tape, draft);
  };
}

function without<Part>(list: Part[], part: Part): void {
  list.splice(list.indexOf(part), 1);
}

/** Another one of the items than `current`. */
function other<Item>(items: readonly Item[], current: Item, tape: Tape): Item {
  const others = items.filter((item) => item !== current);
  return others.length === 0 ? current : tape.pick(others);
}

const columns = (table: TableDraft) => table.columns;
const indexes = (table: TableDraft) => table.indexes;
const foreignKeys = (table: TableDraft) => table.foreignKeys;
const uniques = (table: TableDraft) => table.uniques;
const exclusions = (table: TableDraft) => table.exclusions;
const checks = (table: TableDraft) => table.checks;
const primaryKeys = (table: TableDraft) => (table.primaryKey === null ? [] : [table.primaryKey]);
const rename: (found: Found<{ name: string }>, tape: Tape, draft: Draft) => void = ({ table, part }, tape, draft) => {
  part.name = freeName(draft, table.schema, tape);
};

/** The types that a column can be changed to, and back. */
function retype({ part: column }: Found<ColumnDraft>, tape: Tape, draft: Draft): boolean {
  if (column.generated !== null) return false;
  const { type } = column;
  if ('enum' in type) {
    const sort = tape.next(3);
    if (type.array) column.type = sort === 0 ? { name: 'text[]' } : { enum: tape.pick(draft.enums).id, array: true };
    else if (sort === 0) column.type = { name: 'text' };
    else if (sort === 1) column.type = { name: 'character varying(100)' };
    else column.type = { enum: tape.pick(draft.enums).id, array: false };
  } else {
    const names = typeChanges.get(type.name) ?? [];
    if (names.length === 0) return false;
    const text = familyOf(draft, column) === 'text' && type.name !== 'citext';
    column.type =
      text && draft.enums.length > 0 && tape.once(3)
        ? { enum: tape.pick(draft.enums).id, array: false }
        : { name: tape.pick(names) };
  }
  fitDefault(column, tape, draft);
  return true;
}

/** To whatever type: as a rule, PostgreSQL has no conversion. */
function retypeAnyhow({ part: column }: Found<ColumnDraft>, tape: Tape, draft: Draft): boolean {
  if (column.generated !== null) return false;
  column.type = pickType(draft, tape);
  column.generation = null;
  fitDefault(column, tape, draft);
  return true;
}

/** Another default where the type does not know the old one. */
function fitDefault(column: ColumnDraft, tape: Tape, draft: Draft): void {
  if (column.default === null) return;
  const defaults = defaultsOf(draft, column.type);
  if (defaults.includes(column.default)) return;
  column.default = defaults.length > 0 && tape.once(2) ? tape.pick(defaults) : null;
}

/** Between types of one family: what most changes of type are. */
function resize({ part: column }: Found<ColumnDraft>, tape: Tape, draft: Draft): boolean {
  if (column.generated !== null || !('name' in column.type)) return false;
  const family = familyOf(draft, column);
  const names = (typeChanges.get(column.type.name) ?? []).filter((name) => factsOf(draft, { name }).family === family);
  if (names.length === 0) return false;
  column.type = { name: tape.pick(names) };
  return true;
}

/** Both sides of foreign keys at once. */
function retypeKey(
  { table, part: foreignKey }: Found<TableDraft['foreignKeys'][number]>,
  tape: Tape,
  draft: Draft,
): boolean {
  const target = draft.tables.find(({ id }) => id === foreignKey.table);
  const key = foreignKey.tableColumns[0];
  const own = foreignKey.columns[0];
  if (target === undefined || key === undefined || own === undefined) return false;
  const column = columnOf(target, key);
  if (!retype({ table: target, part: column }, tape, draft)) return false;
  for (const { foreignKeys: keys, columns: list } of draft.tables) {
    for (const { table: to, columns: from, tableColumns } of keys) {
      from.forEach((id, place) => {
        const referring = list.find((one) => one.id === id);
        if (to === target.id && tableColumns[place] === key && referring) {
          Object.assign(referring, { type: column.type, generation: null });
        }
      });
    }
  }
  columnOf(table, own).default = null;
  return true;
}

/** To another schema, where none of its names is taken. */
function move<What extends 'tables' | 'enums'>(draft: Draft, what: What, one: Draft[What][number], tape: Tape): void {
  const to = tape.pick([...SCHEMAS, draft.defaultSchema].filter((schema) => schema !== one.schema));
  const own = takenIn({ ...{ tables: [], enums: [], views: [] }, [what]: [one] }, one.schema);
  const taken = takenIn(draft, to);
  if (![...own].some((name) => taken.has(name))) one.schema = to;
}

const STEPS: Readonly<Record<string, Step>> = {
  'add a table': (draft, tape) => {
    const table = addTable(draft, tape);
    for (let count = 1 + tape.next(3); count > 0; count -= 1) addColumn(draft, table, tape);
    addPart(draft, table, tape);
  },
  'drop a table': (draft, tape) => draft.tables.length > 0 && without(draft.tables, tape.pick(draft.tables)),
  'rename a table': (draft, tape) => {
    if (draft.tables.length === 0) return;
    const table = tape.pick(draft.tables);
    table.name = freeName(draft, table.schema, tape);
  },
  'move a table': (draft, tape) => {
    if (draft.tables.length > 0) move(draft, 'tables', tape.pick(draft.tables), tape);
  },
  'move an enum': (draft, tape) => {
    if (draft.enums.length > 0) move(draft, 'enums', tape.pick(draft.enums), tape);
  },
  'rename a schema': (draft, tape) => {
    const all = [...draft.tables, ...draft.enums, ...draft.views];
    const others = all.filter(({ schema }) => schema !== draft.defaultSchema);
    if (others.length === 0) return;
    const { schema } = tape.pick(others);
    for (const one of others) if (one.schema === schema) one.schema = `${schema} of before`;
  },
  'comment on a table': (draft, tape) => {
    if (draft.tables.length === 0) return;
    const table = tape.pick(draft.tables);
    table.comment = table.comment === null || !tape.once(3) ? other(TEXTS, table.comment, tape) : null;
  },

  'add a column': (draft, tape) => draft.tables.length > 0 && addColumn(draft, tape.pick(draft.tables), tape),
  'drop a column': on(columns, ({ table, part }) => without(table.columns, part)),
  'replace a column by one of its type': on(columns, ({ table, part }, tape, draft) => {
    without(table.columns, part);
    addColumn(draft, table, tape, part.type);
  }),
  'rename a column': on(columns, ({ table, part }, tape) => {
    part.name = freeColumnName(table, tape);
  }),
  'change a type': on(columns, (found, tape, draft) =>
    tape.once(4) ? retypeAnyhow(found, tape, draft) : retype(found, tape, draft),
  ),
  'change a type of a column with a default': on(
    (table) => table.columns.filter((one) => one.default !== null),
    retype,
  ),
  'change a type within its family': on(columns, resize),
  'change the type of an identity column': on(
    (table) => table.columns.filter((one) => one.generation !== null),
    resize,
  ),
  'change the type of a key': on(foreignKeys, retypeKey),
  'make an array': on(columns, ({ part: column }, tape, draft) => {
    const arrays: Record<string, string> = {
      integer: 'integer[]',
      bigint: 'bigint[]',
      text: 'text[]',
      'numeric(10,2)': 'numeric(10,2)[]',
    };
    const name = 'name' in column.type ? arrays[column.type.name] : undefined;
    if (name === undefined || column.generated !== null) return;
    Object.assign(column, { type: { name }, generation: null });
    fitDefault(column, tape, draft);
  }),
  'allow or forbid NULL': on(columns, ({ part }) => {
    part.nullable = !part.nullable;
  }),
  'change a default': on(
    (table) => table.columns.filter(({ generated, generation }) => generated === null && generation === null),
    ({ part }, tape, draft) => {
      part.default =
        part.default === null || !tape.once(3) ? other(defaultsOf(draft, part.type), part.default, tape) : null;
    },
  ),
  'give a default': on(
    (table) => table.columns.filter((one) => one.generated === null && one.generation === null && one.default === null),
    ({ part }, tape, draft) => {
      part.default = pickDefault(draft, part, tape);
    },
  ),
  'change a collation': on(
    (table) => table.columns.filter(takesCollation),
    ({ part }, tape) => {
      part.collation = other([null, ...COLLATIONS], part.collation, tape);
    },
  ),
  'make a column serial or an identity': on(
    (table, draft) => table.columns.filter((column) => familyOf(draft, column) === 'whole'),
    ({ table, part }, tape, draft) => makeSerial(draft, table, part, tape),
  ),
  'take the sequence away': on(
    (table) => table.columns.filter(({ generation }) => generation !== null),
    ({ part }) => {
      part.generation = null;
    },
  ),
  'change the sort of identity': on(
    (table) => table.columns.filter(({ generation }) => generation !== null),
    ({ part }, tape) => {
      part.generation = other(
        ['identity always', 'identity by default', 'serial'] as const,
        part.generation as 'serial',
        tape,
      );
    },
  ),
  'change a generated expression': on(
    (table) => table.columns.filter(({ generated }) => generated !== null),
    ({ part }, tape) => {
      if (part.generated !== null) part.generated.form += 1 + tape.next(2);
    },
  ),
  'make a generated column plain': on(
    (table) => table.columns.filter(({ generated }) => generated !== null),
    ({ part }) => {
      part.generated = null;
    },
  ),
  'make a column generated': on(columns, ({ table, part }, tape, draft) => {
    const before = part.type;
    if (!generate(draft, table, part, tape) || sameType(before, part.type)) return;
    const leads = 'name' in before && 'name' in part.type && typeChanges.get(before.name)?.includes(part.type.name);
    // The way back would have no conversion.
    if (!leads) Object.assign(part, { generated: null, type: before });
  }),
  'comment on a column': on(columns, ({ part }, tape) => {
    part.comment = part.comment === null || !tape.once(3) ? other(TEXTS, part.comment, tape) : null;
  }),
  'drop a comment': on(
    (table) => table.columns.filter(({ comment }) => comment !== null),
    ({ part }) => {
      part.comment = null;
    },
  ),

  'use a new enum': (draft, tape) => {
    if (draft.tables.length === 0) return;
    const made = addEnum(draft, tape);
    addColumn(draft, tape.pick(draft.tables), tape, { enum: made.id, array: tape.once(4) });
  },
  'add a label': (draft, tape) => {
    if (draft.enums.length === 0) return;
    const { labels } = tape.pick(draft.enums);
    const label = tape.pick(LABELS);
    if (!labels.includes(label)) labels.splice(tape.next(labels.length + 1), 0, label);
  },
  'add a label and use it': (draft, tape) => {
    if (draft.enums.length === 0) return;
    const { id, labels } = tape.pick(draft.enums);
    const label = tape.pick(LABELS);
    if (!labels.includes(label)) labels.push(label);
    for (const { part } of parts(draft, columns)) {
      const { type } = part;
      if ('enum' in type && type.enum === id && !type.array && tape.once(2))
        part.default = defaultsOf(draft, type).at(-1)!;
    }
  },
  'remove a label': (draft, tape) => {
    if (draft.enums.length === 0) return;
    const { labels } = tape.pick(draft.enums);
    if (labels.length > 1) labels.splice(tape.next(labels.length), 1);
  },
  'reorder the labels': (draft, tape) => {
    if (draft.enums.length > 0) tape.pick(draft.enums).labels.reverse();
  },
  'rename an enum': (draft, tape) => {
    if (draft.enums.length === 0) return;
    const one = tape.pick(draft.enums);
    one.name = freeName(draft, one.schema, tape);
  },
  'drop an enum': (draft, tape) => draft.enums.length > 0 && without(draft.enums, tape.pick(draft.enums)),
  'change to or from an enum': on((table) => table.columns.filter(({ type }) => 'enum' in type), retype),
  'another type for a column': on(columns, ({ table, part }, tape, draft) => {
    without(table.columns, part);
    addColumn(draft, table, tape, pickType(draft, tape));
  }),

  'add a view': addView,
  'drop a view': (draft, tape) => draft.views.length > 0 && without(draft.views, tape.pick(draft.views)),
  'change a view': (draft, tape) => {
    if (draft.views.length === 0) return;
    const view = tape.pick(draft.views);
    const { columns: all } = draft.tables.find(({ id }) => id === view.table) as TableDraft;
    if (tape.once(2)) view.columns = tape.some(all, 3).map(({ id }) => id);
    else if (view.where === null) view.where = { column: tape.pick(all).id, form: tape.next(4) };
    else view.where.form += 1 + tape.next(2);
  },
  'store a view, or no more': (draft, tape) => {
    if (draft.views.length === 0) return;
    const view = tape.pick(draft.views);
    view.materialized = !view.materialized;
  },
  'change the type of what a view reads': (draft, tape) => {
    if (draft.views.length === 0) return;
    const view = tape.pick(draft.views);
    const table = draft.tables.find(({ id }) => id === view.table) as TableDraft;
    retype({ table, part: tape.pick(table.columns) }, tape, draft);
  },

  'add a primary key': (draft, tape) => {
    if (draft.tables.length === 0) return;
    const table = tape.pick(draft.tables);
    addPrimaryKey(draft, table, tape, freeName(draft, table.schema, tape));
  },
  'drop a primary key': on(primaryKeys, ({ table }) => {
    table.primaryKey = null;
  }),
  'other columns in a primary key': on(primaryKeys, ({ table, part }, tape, draft) => {
    table.primaryKey = null;
    addPrimaryKey(draft, table, tape, part.name);
  }),
  'rename a primary key': on(primaryKeys, rename),
  'add a unique constraint': (draft, tape) => {
    if (draft.tables.length === 0) return;
    const table = tape.pick(draft.tables);
    addUnique(draft, table, tape, freeName(draft, table.schema, tape));
  },
  'drop a unique constraint': on(uniques, ({ table, part }) => without(table.uniques, part)),
  'other columns in a unique constraint': on(uniques, ({ table, part }, tape, draft) => {
    without(table.uniques, part);
    addUnique(draft, table, tape, part.name);
  }),
  'defer a unique constraint': on(uniques, ({ part }, tape) => {
    part.deferrable = other(DEFERRABLES, part.deferrable, tape);
  }),
  'rename a unique constraint': on(uniques, rename),
  'add a check': (draft, tape) => {
    if (draft.tables.length === 0) return;
    const table = tape.pick(draft.tables);
    addCheck(table, tape, freeName(draft, table.schema, tape));
  },
  'drop a check': on(checks, ({ table, part }) => without(table.checks, part)),
  'change a check': on(checks, ({ part }, tape) => {
    part.over.form += 1 + tape.next(2);
  }),
  'rename a check': on(checks, rename),
  'add an exclusion': (draft, tape) => {
    if (draft.tables.length === 0) return;
    const table = tape.pick(draft.tables);
    addExclusion(draft, table, tape, freeName(draft, table.schema, tape));
  },
  'drop an exclusion': on(exclusions, ({ table, part }) => without(table.exclusions, part)),
  'change an exclusion': on(exclusions, ({ table, part }, tape) => {
    part.where = part.where === null ? { column: tape.pick(table.columns).id, form: tape.next(6) } : null;
  }),
  'defer an exclusion': on(exclusions, ({ part }, tape) => {
    part.deferrable = other(DEFERRABLES, part.deferrable, tape);
  }),
  'rename an exclusion': on(exclusions, rename),
  'add a foreign key': addForeignKey,
  'drop a foreign key': on(foreignKeys, ({ table, part }) => without(table.foreignKeys, part)),
  'change what a deletion does': on(foreignKeys, ({ part }, tape) => {
    part.onDelete = other(ACTIONS, part.onDelete, tape);
  }),
  'change what an update does': on(foreignKeys, ({ part }, tape) => {
    part.onUpdate = other(ACTIONS, part.onUpdate, tape);
  }),
  'defer a foreign key': on(foreignKeys, ({ part }, tape) => {
    part.deferrable = other(DEFERRABLES, part.deferrable, tape);
  }),
  'let a foreign key refer to something else': on(foreignKeys, ({ table, part }, tape, draft) => {
    const now = `${part.table} ${part.tableColumns.join()}`;
    const keys = draft.tables
      .flatMap((target) => keysOf(target).map((key) => ({ target, key })))
      .filter(({ target, key }) => `${target.id} ${key.join()}` !== now);
    if (keys.length === 0) return;
    const { target, key } = tape.pick(keys);
    part.columns = key.map((id) => addColumn(draft, table, new Tape([]), columnOf(target, id).type).id);
    part.table = target.id;
    part.tableColumns = [...key];
  }),
  'other columns in a foreign key': on(foreignKeys, ({ table, part }, tape, draft) => {
    const target = draft.tables.find(({ id }) => id === part.table);
    const key = target && keysOf(target).find((one) => one.length === part.tableColumns.length);
    if (target === undefined || key === undefined) return;
    part.columns = key.map((id) => addColumn(draft, table, tape, columnOf(target, id).type).id);
    part.tableColumns = [...key];
  }),
  'rename a foreign key': on(foreignKeys, rename),
  'add an index': (draft, tape) => {
    if (draft.tables.length === 0) return;
    const table = tape.pick(draft.tables);
    addIndex(draft, table, tape, freeName(draft, table.schema, tape));
  },
  'drop an index': on(indexes, ({ table, part }) => without(table.indexes, part)),
  'another index of the same name': on(indexes, ({ table, part }, tape, draft) => {
    without(table.indexes, part);
    addIndex(draft, table, tape, part.name);
  }),
  'make an index unique or not': on(
    (table) => table.indexes.filter(({ method }) => method === 'btree'),
    ({ part }) => {
      part.unique = !part.unique;
    },
  ),
  'change the method of an index': on(
    (table) => table.indexes.filter((index) => index.columns.length === 1),
    ({ table, part }, tape, draft) => {
      const { methods, sorted } = factsOf(draft, columnOf(table, part.columns[0]!).type);
      part.method = other([...(sorted ? ['btree'] : []), ...methods], part.method, tape);
      part.unique = false;
    },
  ),
  'change the predicate of an index': on(indexes, ({ table, part }, tape) => {
    part.where =
      part.where === null || tape.once(3) ? { column: tape.pick(table.columns).id, form: tape.next(6) } : null;
  }),
  'rename an index': on(indexes, rename),
  'exchange two names': on(
    (table) => (table.indexes.length > 1 ? [table.indexes] : []),
    ({ part: [one, two] }) => {
      if (one && two) [one.name, two.name] = [two.name, one.name];
    },
  ),
};

/** Rarer than others by themselves: they need something that few schemas have. */
const OFTEN: readonly string[] = [
  'comment on a table',
  'comment on a column',
  'rename an exclusion',
  'rename an index',
  'rename an index',
  'let a foreign key refer to something else',
  'let a foreign key refer to something else',
  'make a column serial or an identity',
  'take the sequence away',
  'change the sort of identity',
  'change the type of an identity column',
  'rename a check',
  'rename an index',
  'rename a unique constraint',
  'rename an enum',
  'rename a foreign key',
  'other columns in a primary key',
  'other columns in a unique constraint',
  'change the type of a key',
  'change a type',
  'change a type within its family',
  'rename a table',
  'rename a column',
  'rename a primary key',
  'rename an exclusion',
  'defer an exclusion',
  'change an exclusion',
  'change a generated expression',
  'make a generated column plain',
  'make a column generated',
  'defer a foreign key',
  'rename a foreign key',
  'other columns in a foreign key',
  'let a foreign key refer to something else',
  'let a foreign key refer to something else',
  'change a collation',
  'rename a unique constraint',
  'rename an enum',
  'move a table',
  'move a table',
  'move an enum',
  'move an enum',
  'move an enum',
  'rename a schema',
  'rename a schema',
  'change what an update does',
  'change what a deletion does',
  'rename an enum',
  'add a label',
  'change the method of an index',
];

const NAMES = [...Object.keys(STEPS), ...OFTEN];

/** So that not always the same step follows another; prime, so that all are tried. */
const STRIDE = 29;

/** A copy of the draft, some steps later. */
export function mutated(draft: Draft, steps: readonly Numbers[]): Draft {
  // Not structuredClone: under jest it makes arrays of another realm, which are never strictly equal to ours.
  const copy = JSON.parse(JSON.stringify(draft)) as Draft;
  for (const numbers of steps) {
    const tape = new Tape(numbers);
    const start = tape.next(NAMES.length);
    const before = JSON.stringify(copy);
    // The next one where there is nothing to do: most schemas lack most things.
    for (let place = 0; place < NAMES.length && JSON.stringify(copy) === before; place += 1) {
      STEPS[NAMES[(start + place * STRIDE) % NAMES.length] as string]?.(copy, tape);
      repaired(copy);
    }
  }
  return copy;
}
