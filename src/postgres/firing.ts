/** What triggers and rules share: when they fire, their text, and that no entity describes them. Not a kind. */

import type { Names, PlanContext, Row } from '../schema/kind';
import type { SchemaObject } from '../schema/object';
import { defineOperation, type Operation, type OperationContext } from '../schema/operation';
import { type Mention, mentionedKeys } from './mentions';
import { inTable, type OfTable, ofTable, pathIn, qualified } from './place';
import { quoteIdentifier, quoteLiteral } from './sql/quote';
import { Sql } from './sql/sql';

/** `always`: also while rows are replicated; `replica`: only then. */
export type Firing = 'always' | 'replica' | 'disabled';

/** What `tgenabled` and `ev_enabled` mean; nothing is said of the rule, which is `O`. */
const FIRING: Readonly<Record<string, Firing>> = { A: 'always', R: 'replica', D: 'disabled' };

const ENABLE: Readonly<Record<Firing, string>> = {
  always: 'ENABLE ALWAYS',
  replica: 'ENABLE REPLICA',
  disabled: 'DISABLE',
};

export interface FiringTraits {
  /** The whole statement that makes it, as PostgreSQL prints it. */
  readonly definition: string;
  readonly fires: Firing | null;
  readonly comment: string | null;
}

/** A trigger or a rule as a revision writes it. */
export interface FiringSpec extends OfTable {
  /** The whole statement that makes it. */
  readonly definition: Sql;
  /** When it fires, where that is not as usual. */
  readonly fires?: Firing;
  readonly comment?: string;
}

/** The SQL that makes one. */
function firingStatements(
  sort: 'TRIGGER' | 'RULE',
  context: OperationContext,
  name: string,
  { table, schema, definition, fires, comment }: FiringSpec,
): string[] {
  const [of, quoted] = [qualified(context, table, schema), quoteIdentifier(name)];
  return [
    definition.text,
    ...(fires === undefined ? [] : [`ALTER TABLE ${of} ${ENABLE[fires]} ${sort} ${quoted}`]),
    ...(comment === undefined ? [] : [`COMMENT ON ${sort} ${quoted} ON ${of} IS ${quoteLiteral(comment)}`]),
  ];
}

/** The SQL that drops one, or a policy. */
export function dropFrom(sort: string, context: OperationContext, name: string, { table, schema }: OfTable): string {
  return `DROP ${sort} ${quoteIdentifier(name)} ON ${qualified(context, table, schema)}`;
}

/** One row of a catalog query for either. */
type FiringRow = [
  table: number,
  name: string,
  definition: string,
  enabled: string,
  comment: string | null,
  mentions: readonly Mention[] | null,
];

/** All that a kind of them is, but for its name and how it is asked for. */
export function firing<Name extends 'rule' | 'trigger', Word extends 'Rule' | 'Trigger'>(kind: Name, word: Word) {
  const sort = kind === 'rule' ? 'RULE' : 'TRIGGER';
  type Found = SchemaObject<Name, FiringTraits>;
  return {
    *read(rows: readonly Row[], names: Names): Iterable<Found> {
      for (const [table, name, definition, enabled, comment, mentions] of rows as FiringRow[]) {
        const parent = names.table(table);
        const traits = { definition, fires: FIRING[enabled] ?? null, comment };
        yield { kind, path: pathIn(parent, name), parent, traits, needs: mentionedKeys(mentions) };
      }
    },
    traits: { definition: { change: 'recreate' }, fires: { change: 'recreate' }, comment: { change: 'recreate' } },
    creation: defineOperation({
      locks: kind === 'rule' ? 'ACCESS EXCLUSIVE' : 'SHARE ROW EXCLUSIVE',
      statements: (context, name: string, spec: FiringSpec) => firingStatements(sort, context, name, spec),
      touches: (context, name: string, spec: FiringSpec) => ({
        makes: [inTable(context, kind, spec, name)],
        mayUseAnything: true,
      }),
    }),
    removal: defineOperation({
      locks: 'ACCESS EXCLUSIVE',
      statements: (context, name: string, of: OfTable) => [dropFrom(sort, context, name, of)],
      touches: (context, name: string, of: OfTable) => ({ changes: [inTable(context, kind, of, name)] }),
    }),
    create: ({ path, traits: { definition, fires, comment } }: Found, context: PlanContext): Operation[] => {
      const rest = { ...(fires === null ? {} : { fires }), ...(comment === null ? {} : { comment }) };
      return [
        {
          name: `create${word}`,
          args: [path[2], { ...ofTable(path, context), definition: new Sql(definition), ...rest }],
        },
      ];
    },
    drop: ({ path }: Found, context: PlanContext): Operation[] => [
      { name: `drop${word}`, args: [path[2], ofTable(path, context)] },
    ],
  } as const;
}
