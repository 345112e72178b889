/** Exclusion constraints. Source: PostgreSQL documentation, SQL-CREATETABLE-EXCLUDE. */

import { defineKind } from '../../schema/kind';
import { writtenTraits } from '../../schema/object';
import type { Deferrable } from '../../typeorm/entities';
import {
  COLUMNS_OF_INDEX,
  columnKeys,
  constraintClaim,
  type DeferrableOption,
  deferrableOf,
  deferrableOption,
  deferrableSql,
  defineCreateConstraint,
  defineDropConstraint,
  defineRenameConstraint,
  namedConstraint,
  relationClaim,
  retypesColumn,
  siblingColumnKeys,
} from '../constraint';
import { type OfTable, ofTable, pathIn, tableOf } from '../place';
import { Sql } from '../sql/sql';

export interface ExclusionTraits {
  /** SQL, all that follows the word EXCLUDE but deferral. */
  readonly definition: string;
  readonly deferrable: Deferrable;
}

/** An exclusion constraint as a revision writes it. */
export interface ExclusionSpec extends DeferrableOption {
  /** All that follows the word EXCLUDE: `USING gist (room WITH =, during WITH &&)`. */
  readonly definition: Sql;
}

function definition(spec: ExclusionSpec): string {
  return `EXCLUDE ${spec.definition.text}${deferrableSql(spec.deferrable)}`;
}

function specOf(traits: ExclusionTraits): ExclusionSpec {
  return { definition: new Sql(traits.definition), ...deferrableOption(traits.deferrable) };
}

/** What `pg_get_constraintdef` prints around the definition. */
function strip(printed: string, deferrable: Deferrable): string {
  const tail = deferrable === null ? '' : deferrable === 'deferred' ? ' DEFERRABLE INITIALLY DEFERRED' : ' DEFERRABLE';
  return printed.slice('EXCLUDE '.length, printed.length - tail.length);
}

export const exclusion = defineKind<'exclusion', ExclusionTraits>()({
  name: 'exclusion',
  reflect: {
    queries: () => [
      `SELECT k.conrelid, k.conname, pg_catalog.pg_get_constraintdef(k.oid), k.condeferrable, k.condeferred,
              ARRAY(SELECT number FROM unnest(k.conkey) AS number WHERE number > 0 UNION ${COLUMNS_OF_INDEX})
         FROM pg_catalog.pg_constraint k
         JOIN pg_catalog.pg_index i ON i.indexrelid = k.conindid
         JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE k.contype = 'x' AND n.nspname = ANY($1::text[]) AND NOT c.relispartition
        ORDER BY n.nspname, c.relname, k.conname`,
    ],
    *read([rows = []], names) {
      for (const row of rows as [number, string, string, boolean, boolean, number[]][]) {
        const [table, name, printed, canDefer, deferred, columns] = row;
        const parent = names.table(table);
        const path = pathIn(parent, name);
        const deferrable = deferrableOf(canDefer, deferred);
        yield {
          kind: 'exclusion',
          path,
          parent,
          traits: { definition: strip(printed, deferrable), deferrable },
          needs: columnKeys(path, names.columns(table, columns)),
        };
      }
    },
  },
  *fromEntities(entities) {
    for (const { schema, name: table, exclusions } of entities.tables) {
      for (const { name, expression, deferrable } of exclusions) {
        const path = [schema, table, name];
        yield { kind: 'exclusion', path, parent: tableOf(path), traits: { definition: expression, deferrable } };
      }
    }
  },
  traits: { definition: { change: 'recreate', text: true }, deferrable: { change: 'recreate' } },
  operations: {
    createExclusion: defineCreateConstraint<OfTable & ExclusionSpec>('exclusion', definition),
    dropExclusion: defineDropConstraint('exclusion'),
    renameExclusion: defineRenameConstraint('exclusion'),
  },
  create: (object, context) => [
    {
      name: 'createExclusion',
      args: [object.path[2], { ...ofTable(object.path, context), ...specOf(writtenTraits(object)) }],
    },
  ],
  drop: ({ path }, context) => [{ name: 'dropExclusion', args: [path[2], ofTable(path, context)] }],
  part: {
    slot: 'exclusions',
    form: 'list',
    // CREATE TABLE makes one constraint of two that mean the same, and forgets the name of the second.
    apart: ({ path, parent }, after) =>
      parent !== null &&
      after.children(parent).some(({ kind, path: other }) => kind === 'exclusion' && other[2] !== path[2]),
    spec: (object) => ({ name: object.path[2] as string, ...specOf(writtenTraits(object)) }),
    fragment: (spec: ExclusionSpec & { readonly name: string }) => namedConstraint(spec.name, definition(spec)),
  },
  rename: {
    decide: 'same',
    operations: ({ path }, { path: [, , to] }, context) => [
      { name: 'renameExclusion', args: [path[2], to, ofTable(path, context)] },
    ],
  },
  needs: ({ parent, needs }, schema) => [
    ...(needs ?? (parent === null ? [] : siblingColumnKeys(parent, schema))),
    'extensions',
  ],
  named: "@Exclusion('other_name', …)",
  claims: ({ path }) => [constraintClaim(path), relationClaim(path[0] as string, path[2] as string)],
  yields: (_object, altered) => retypesColumn(altered),
  texts: () => true,
  elaborate: { role: 'text' },
});
