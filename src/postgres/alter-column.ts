/** The operation `alterColumn`: everything that changes in place about a column, in one statement. Not a kind. */

import type { PlanContext } from '../schema/kind';
import { type Argument, defineOperation, type Operation } from '../schema/operation';
import { conversionBetween, conversionSql } from './casts';
import { type Collation, collationSql, type Identity, specTypeSql } from './column-spec';
import { placed, qualified, tableName } from './place';
import { continueSequence } from './sequence';
import { displayName, quoteIdentifier } from './sql/quote';
import type { Sql } from './sql/sql';
import { type ColumnType, isTypeReference, longType, type TypeName } from './sql/types';
import { typeChangeHazards } from './type-change-hazards';

/** What a revision may change about a column; what is left out stays. */
export interface ColumnChanges {
  /** The type until now: for the reader, and for what is said about values that the new one cannot hold. */
  readonly from?: ColumnType;
  readonly type?: ColumnType;
  /** How to convert the values, where PostgreSQL does not know. */
  readonly using?: Sql;
  readonly collation?: Collation | null;
  readonly nullable?: boolean;
  /** `null` drops the default. */
  readonly default?: Sql | null;
  /** `null` makes it a plain column. */
  readonly identity?: Identity | null;
  /** `null` keeps the values and forgets the expression. */
  readonly generated?: null;
}

/** One call of it, for the column with this path. */
export function alteration(
  [schema, table, name]: readonly string[],
  changes: ColumnChanges,
  context: PlanContext,
): Operation {
  return {
    name: 'alterColumn',
    args: [table, name, { ...placed(schema as string, context), ...changes } as Argument],
  };
}

export const alterColumn = defineOperation({
  statements: (context, of: string, name: string, changes: ColumnChanges & { readonly schema?: string }) => {
    const target = qualified(context, of, changes.schema);
    const quoted = quoteIdentifier(name);
    const column = `ALTER COLUMN ${quoted}`;
    const parts: string[] = [];
    // A default that does not convert would stop the change of type; PostgreSQL sets it again last.
    if (changes.default === null || (changes.type !== undefined && changes.default !== undefined)) {
      parts.push(`${column} DROP DEFAULT`);
    }
    if (changes.identity === null) parts.push(`${column} DROP IDENTITY`);
    if (changes.generated === null) parts.push(`${column} DROP EXPRESSION`);
    if (changes.type !== undefined) {
      const collation = changes.collation == null ? '' : ` COLLATE ${collationSql(changes.collation)}`;
      const using = changes.using === undefined ? '' : ` USING ${changes.using.text}`;
      parts.push(`${column} TYPE ${specTypeSql(changes.type)}${collation}${using}`);
    }
    if (changes.nullable !== undefined) parts.push(`${column} ${changes.nullable ? 'DROP' : 'SET'} NOT NULL`);
    if (changes.default != null) parts.push(`${column} SET DEFAULT ${changes.default.text}`);
    const statements = parts.length === 0 ? [] : [`ALTER TABLE ${target} ${parts.join(', ')}`];
    if (changes.identity != null) {
      // A new sequence begins at 1, and rows may be there.
      statements.push(
        `ALTER TABLE ${target} ${column} ADD GENERATED ${changes.identity.toUpperCase()} AS IDENTITY`,
        continueSequence(target, name, quoted),
      );
    }
    return statements;
  },
  hazards: (of: string, name: string, changes: ColumnChanges & { readonly schema?: string }) => {
    const column = `${tableName(of, changes)}.${displayName(name)}`;
    const { from, type, nullable } = changes;
    const isKnown = from !== undefined && type !== undefined && !isOfOwnMaking(name, from, type, changes.using);
    return [
      ...(isKnown ? typeChangeHazards(column, from, type) : []),
      ...(nullable === false
        ? [{ code: 'fails-on-rows', message: `fails if ${column} is NULL in a row` } as const]
        : []),
    ];
  },
});

/** Whether a person has said how to convert what PostgreSQL cannot: nothing is known about what that does. */
function isOfOwnMaking(column: string, from: ColumnType, to: ColumnType, using: Sql | undefined): boolean {
  const [before, after] = [typeName(from), typeName(to)];
  if (using === undefined || conversionBetween(before, after) !== 'none') return false;
  return using.text !== conversionSql(column, before, after);
}

function typeName(type: ColumnType): TypeName {
  return isTypeReference(type) ? type : longType(type);
}
