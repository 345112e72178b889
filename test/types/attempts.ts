/** Changes of type on a real server, each tried on rows of its own and undone. */

import { Client } from 'pg';
import { testServer } from '../server';
import { PREPARATION } from './samples';

/** What became of the rows of `t`: their values as text, or the code of PostgreSQL's refusal. */
export type Outcome = { readonly values: readonly (string | null)[] } | { readonly refused: string };

export interface Attempt {
  /** The type of the one column, `c`, of the table `t`. */
  readonly type: string;
  /** SQL of its values. */
  readonly values: readonly string[];
  readonly statements: readonly string[];
}

/** Makes the table, changes it, looks at it, and forgets all that: what is raised in the end undoes it. */
const ATTEMPT = `
CREATE FUNCTION attempt(statements text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE statement text; result text;
BEGIN
  FOREACH statement IN ARRAY statements LOOP EXECUTE statement; END LOOP;
  EXECUTE 'SELECT COALESCE(json_agg(c::text ORDER BY ctid), ''[]'') FROM public.t' INTO result;
  RAISE EXCEPTION USING ERRCODE = 'TRIED', MESSAGE = result;
EXCEPTION
  WHEN SQLSTATE 'TRIED' THEN RETURN SQLERRM;
  WHEN OTHERS THEN RETURN to_json(SQLSTATE);
END $$`;

/** Lends a database with all that the matrix takes for granted. */
export async function withTypes<Result>(use: (client: Client) => Promise<Result>): Promise<Result> {
  const server = await testServer();
  const config = await server.createDatabase();
  const client = new Client(config);
  await client.connect();
  try {
    for (const statement of [...PREPARATION, ATTEMPT]) await client.query(statement);
    return await use(client);
  } finally {
    await client.end();
    await server.dropDatabase(config);
  }
}

/** Tries all of them in one go. */
export async function tryAll(client: Client, attempts: readonly Attempt[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { type, values, statements } of attempts) {
    const insert =
      values.length === 0 ? [] : [`INSERT INTO t VALUES ${values.map((value) => `(${value})`).join(', ')}`];
    const all = [`CREATE TABLE t (c ${type})`, ...insert, ...statements];
    const { rows } = await client.query<{ outcome: string }>('SELECT attempt($1) AS outcome', [all]);
    const found = JSON.parse((rows[0] as { outcome: string }).outcome) as string | (string | null)[];
    outcomes.push(typeof found === 'string' ? { refused: found } : { values: found });
  }
  return outcomes;
}
