/**
 * Rewrite rules, but for those that make views. No entity describes one: it stays as it is, and makes way for a change
 * of what it mentions. Source: PostgreSQL documentation, SQL-CREATERULE and CATALOG-PG-REWRITE.
 */

import { defineKind } from '../../schema/kind';
import { type FiringSpec, type FiringTraits, firing } from '../firing';
import { mentionsSql, ofExtensionSql, withoutEnd, yieldsToTypes } from '../mentions';

export type RuleTraits = FiringTraits;

/** A rule as a revision writes it. */
export type RuleSpec = FiringSpec;

const { read, traits, creation, removal, create, drop } = firing('rule', 'Rule');

export const rule = defineKind<'rule', RuleTraits>()({
  name: 'rule',
  reflect: {
    queries: () => [
      `SELECT r.ev_class, r.rulename, pg_catalog.pg_get_ruledef(r.oid), r.ev_enabled,
              pg_catalog.obj_description(r.oid, 'pg_rewrite'), ${mentionsSql('pg_rewrite', 'r.oid')}
         FROM pg_catalog.pg_rewrite r
         JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE r.rulename <> '_RETURN' AND n.nspname = ANY($1::text[])
          AND c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition AND NOT ${ofExtensionSql('pg_class', 'c.oid')}
        ORDER BY n.nspname, c.relname, r.rulename`,
    ],
    // What is printed ends in a semicolon.
    read: ([rows = []], names) =>
      read(
        rows.map(([table, name, definition, ...rest]) => [table, name, withoutEnd(definition as string), ...rest]),
        names,
      ),
  },
  fromEntities: () => [],
  traits,
  operations: { createRule: creation, dropRule: removal },
  create,
  drop,
  yields: yieldsToTypes,
  disappear: 'stay',
  holds: true,
});
