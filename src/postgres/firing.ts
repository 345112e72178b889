/** What triggers and rules share: when they fire, their text, and that no entity describes them. Not a kind. */

import type { OperationContext } from '../schema/operation';
import { type OfTable, qualified } from './place';
import { quoteIdentifier, quoteLiteral } from './sql/quote';
import type { Sql } from './sql/sql';

/** `always`: also while rows are replicated; `replica`: only then. */
export type Firing = 'always' | 'replica' | 'disabled';

/** What `tgenabled` and `ev_enabled` mean; nothing is said of the rule, which is `O`. */
export const FIRING: Readonly<Record<string, Firing>> = { A: 'always', R: 'replica', D: 'disabled' };

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
export function firingStatements(
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

/** What stands behind the table in a revision. */
export function firingSpec({ fires, comment }: Pick<FiringTraits, 'fires' | 'comment'>) {
  return { ...(fires === null ? {} : { fires }), ...(comment === null ? {} : { comment }) };
}
