/** The `sql` tag: the only way to put PostgreSQL's own text into a revision. Leaf: knows no kind. */

import { quoteLiteral } from './quote';

const BRAND = Symbol.for('typeorm-autogen.sql');

/** A piece of PostgreSQL text, kept apart from strings so that neither can be taken for the other. */
export class Sql {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** Whether `value` is {@link Sql}, also when another copy of this package made it. */
export function isSql(value: unknown): value is Sql {
  return typeof value === 'object' && value !== null && BRAND in value;
}

/** What may stand in `${…}` inside {@link sql}. */
export type SqlValue = string | number | bigint | boolean | null | Sql;

/**
 * Writes PostgreSQL text. A value in `${…}` becomes a constant, quoted; another `sql` is put in as it stands.
 *
 * @example
 * sql`lower(title)`
 * sql`UPDATE posts SET state = ${'it’s new'} WHERE state IS NULL`
 */
export function sql(texts: TemplateStringsArray, ...values: readonly SqlValue[]): Sql {
  let text = texts[0] ?? '';
  values.forEach((value, index) => {
    text += constant(value) + (texts[index + 1] ?? '');
  });
  return new Sql(text);
}

/** One value as SQL. */
export function constant(value: SqlValue): string {
  if (isSql(value)) return value.text;
  if (value === null) return 'NULL';
  return typeof value === 'string' ? quoteLiteral(value) : String(value);
}
