/** Texts settled where they can be: in the database itself, or on a scratch one. */

import type { ClientBase } from 'pg';
import type { Kinds } from '../schema/kind';
import type { OperationContext } from '../schema/operation';
import type { Schema } from '../schema/schema';
import { type Elaborated, elaborate, hasOpenTexts } from './elaborate';
import { openSession } from './reflect';
import { buildSurroundings } from './surroundings';
import type { ElaborateInput } from './temporary-copy';

/** Lends a connection to an empty database for the time of `use`. */
export type LendDatabase = <Result>(use: (client: ClientBase) => Promise<Result>) => Promise<Result>;

/** Where texts may be settled. */
export interface SettleOptions {
  readonly client: ClientBase;
  readonly context: OperationContext;
  /** `scratch`: not in the database itself. */
  readonly where: 'database' | 'scratch' | undefined;
  readonly scratch: LendDatabase | undefined;
  readonly kinds: Kinds;
  /** All that is in the database, for a scratch one to be like it. */
  readonly database: Schema;
}

/**
 * What is wanted, in PostgreSQL's own words.
 *
 * @throws AutogenError `invalid-expression`.
 */
export async function settle(
  after: Schema,
  before: Schema,
  { client, context, where, scratch, kinds, database }: SettleOptions,
  known: Pick<ElaborateInput, 'session' | 'renames' | 'values' | 'beside'>,
): Promise<Elaborated> {
  const input = { ...known, kinds };
  if (scratch === undefined || where !== 'scratch' || !hasOpenTexts(after, before, kinds)) {
    const here = await elaborate(after, before, { ...input, client });
    if (here.unsettled.length === 0 || scratch === undefined) return here;
  }
  return scratch(async (other) => {
    await buildSurroundings(other, [after, database], { ...context, kinds });
    // Built under the new names: nothing there has an old one.
    const session = await openSession(other, context);
    return elaborate(after, before, { ...input, client: other, session, renames: [], elsewhere: true });
  });
}
