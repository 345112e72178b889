/**
 * Sequences behind serial and identity columns. They come and go with their column, which is why their identity is
 * the column's; here is only what can change about one that stays. Source: PostgreSQL documentation, SQL-ALTERSEQUENCE.
 */

import { defineKind, type PlanContext } from '../../schema/kind';
import { keyOf, type SchemaObject } from '../../schema/object';
import { type Argument, defineOperation, type Operation } from '../../schema/operation';
import { relationClaim } from '../constraint';
import type { OwnerTraits } from '../owned-sequence';
import { inOrderOfNames, inSchema, inTable, lockOn, pathIn, placed, placedArgs, qualified } from '../place';
import {
  continueSequence,
  differingOptions,
  impliedSequence,
  SEQUENCES_OF_COLUMNS,
  type SequenceOptions,
  type SequencesRow,
  type SequenceTraits,
  sequenceOptionsSql,
} from '../sequence';
import { implicitName, quoteIdentifier, suffixedName } from '../sql/quote';
import { baseType } from '../sql/types';

export type Sequence = SchemaObject<'sequence', SequenceTraits>;

function changes(from: SequenceTraits, to: Sequence, context: PlanContext): Operation[] {
  const schema = to.path[0] as string;
  const options = differingOptions(from, to.traits);
  return [
    ...(from.name === to.traits.name
      ? []
      : [{ name: 'renameSequence', args: [from.name, to.traits.name, ...placedArgs(schema, context)] }]),
    ...(Object.keys(options).length === 0
      ? []
      : [{ name: 'alterSequence', args: [to.traits.name, { ...options, ...placed(schema, context) } as Argument] }]),
  ];
}

/** Whether the column itself gains or loses its sequence, and then says all about it. */
function madeByColumn(sequence: Sequence, context: PlanContext): boolean {
  const [before, after] = [context.before, context.after].map(
    (schema) => schema.get({ kind: 'column', path: sequence.path })?.traits as OwnerTraits | undefined,
  );
  if (before === undefined || after === undefined) return false;
  return before.serial !== after.serial || (before.identity === null) !== (after.identity === null);
}

/** A column's own sequence as a revision writes it. */
export interface OwnedSequenceSpec extends SequenceOptions {
  readonly ownedBy: { readonly table: string; readonly column: string };
  readonly schema?: string;
}

export const sequence = defineKind<'sequence', SequenceTraits>()({
  name: 'sequence',
  reflect: {
    queries: () => [SEQUENCES_OF_COLUMNS],
    read([rows = []], names) {
      const found: Sequence[] = [];
      for (const row of rows as SequencesRow[]) {
        const [tables, columns, called, use, type, start, increment, min, max, cache, cycle] = row;
        if (use === 'idle') continue;
        const rest = { type, start, increment, min, max, cache, cycle };
        tables.forEach((table, place) => {
          const path = pathIn(names.table(table), names.column(table, columns[place] as number));
          const traits = { name: called[place] as string, ...rest };
          found.push({ kind: 'sequence', path, parent: { kind: 'column', path }, traits });
        });
      }
      return inOrderOfNames(found, names);
    },
  },
  fromEntities: ({ tables }) =>
    tables.flatMap(({ schema, name: table, columns }) =>
      columns.flatMap(({ name, generation, type }) => {
        if (generation === null || typeof type !== 'string') return [];
        const path = [schema, table, name];
        const traits = impliedSequence(implicitName(table, name, 'seq'), baseType(type));
        return [{ kind: 'sequence', path, parent: { kind: 'column', path }, traits }];
      }),
    ),
  traits: {
    // PostgreSQL puts a number behind a name that is taken; which one, is history. It counts with the rest of the
    // name, so that a long one is cut once more.
    name: {
      change: 'alter',
      same: (_desired, actual, { path: [, table, column] }) => {
        const [number] = /\d+$/.exec(actual) ?? [];
        return number !== undefined && actual === implicitName(table as string, column as string, `seq${number}`);
      },
    },
    type: { change: 'alter' },
    start: { change: 'alter' },
    increment: { change: 'alter' },
    min: { change: 'alter' },
    max: { change: 'alter' },
    cache: { change: 'alter' },
    cycle: { change: 'alter' },
  },
  operations: {
    createSequence: defineOperation({
      locks: (context, _name: string, { ownedBy, schema }: OwnedSequenceSpec) => [
        lockOn(context, 'ACCESS SHARE', ownedBy.table, schema),
      ],
      statements: (context, name: string, spec: OwnedSequenceSpec) => {
        const table = qualified(context, spec.ownedBy.table, spec.schema);
        const quoted = quoteIdentifier(spec.ownedBy.column);
        return [
          `CREATE SEQUENCE ${qualified(context, name, spec.schema)}${sequenceOptionsSql(spec)} OWNED BY ${table}.${quoted}`,
          continueSequence(table, spec.ownedBy.column, quoted),
        ];
      },
      touches: (context, name: string, { ownedBy, ...at }: OwnedSequenceSpec) => ({
        makes: [inSchema(context, 'sequence', name, at.schema)],
        uses: [inTable(context, 'column', { ...at, table: ownedBy.table }, ownedBy.column)],
      }),
    }),
    dropSequence: defineOperation({
      locks: 'ACCESS EXCLUSIVE',
      statements: (context, name: string, at: { readonly schema?: string } = {}) => [
        `DROP SEQUENCE ${qualified(context, name, at.schema)}`,
      ],
      touches: (context, name: string, at: { readonly schema?: string } = {}) => ({
        changes: [inSchema(context, 'sequence', name, at.schema)],
      }),
    }),
    alterSequence: defineOperation({
      locks: 'SHARE ROW EXCLUSIVE',
      statements: (context, name: string, changes: SequenceOptions & { readonly schema?: string }) => [
        `ALTER SEQUENCE ${qualified(context, name, changes.schema)}${sequenceOptionsSql(changes)}`,
      ],
      touches: (context, name: string, changes: SequenceOptions & { readonly schema?: string }) => ({
        changes: [inSchema(context, 'sequence', name, changes.schema)],
      }),
    }),
    renameSequence: defineOperation({
      locks: 'ACCESS EXCLUSIVE',
      statements: (context, from: string, to: string, at: { readonly schema?: string } = {}) => [
        `ALTER SEQUENCE ${qualified(context, from, at.schema)} RENAME TO ${quoteIdentifier(to)}`,
      ],
      touches: (context, from: string, to: string, at: { readonly schema?: string } = {}) => ({
        makes: [inSchema(context, 'sequence', to, at.schema)],
        changes: [inSchema(context, 'sequence', from, at.schema)],
      }),
    }),
  },
  create: (object, context) => {
    const owning = { kind: 'column', path: object.path };
    const altered = context.before.has(owning) && !context.recreated?.has(keyOf(owning));
    if (altered && madeByColumn(object, context)) return [];
    const [, table, column] = object.path as [string, string, string];
    const owner = context.after.get({ kind: 'column', path: object.path })?.traits as OwnerTraits | undefined;
    return changes(impliedSequence(implicitName(table, column, 'seq'), String(owner?.type)), object, context);
  },
  drop: () => [],
  alter: (before, after, _traits, context) =>
    madeByColumn(after, context) ? [] : changes(before.traits, after, context),
  aside: (object, isFree) => {
    for (let count = 0; ; count += 1) {
      const name = suffixedName(object.traits.name, count === 0 ? '__old' : `__old${count}`);
      const named = { ...object, traits: { ...object.traits, name } };
      if (isFree(named)) return named;
    }
  },
  claims: ({ path, traits }) => [relationClaim(path[0] as string, traits.name)],
});
