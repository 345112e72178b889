/** Asks the database at hand what probes will ask every database: whether rows are in the way. Changes nothing. */

import type { ClientBase } from 'pg';
import type { Operation, OperationContext } from '../schema/operation';
import { foundText, keysText, lookOf } from './probe';

/** What one probe has found. */
export interface Found {
  readonly rows: number;
  /** In the words of the probe. */
  readonly text: string;
  /** The keys of the first ones, in the words of the probe. */
  readonly keys: string;
}

/**
 * What the probe would refuse here; nothing where it would pass. Counts only where there is something to be counted.
 * What the role may not read, and what cannot be computed of a row, is left to the upgrade.
 */
export async function findRows(
  client: ClientBase,
  probe: Operation,
  context: OperationContext,
): Promise<Found | undefined> {
  const look = lookOf(probe, context);
  if (look === undefined) return undefined;
  try {
    const first = await client.query<{ keys: string[] }>(`SELECT ARRAY(${look.keys}) AS keys`);
    const keys = first.rows[0]?.keys ?? [];
    if (keys.length === 0) return undefined;
    const all = await client.query<{ count: string }>(`SELECT (${look.count}) AS count`);
    const rows = Number(all.rows[0]?.count);
    return { rows, text: foundText(look, rows), keys: keysText(look, keys) };
  } catch (error) {
    const { code = '' } = error as { readonly code?: string };
    if (/^(22|42)/.test(code)) return undefined;
    throw error;
  }
}
