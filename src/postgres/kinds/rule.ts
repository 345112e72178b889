/**
 * Rewrite rules, but for those that make views. No entity describes one: it stays as it is, and makes way for a change
 * of what it mentions. Source: PostgreSQL documentation, SQL-CREATERULE and CATALOG-PG-REWRITE.
 */

import { defineKind } from '../../schema/kind';
import { defineOperation } from '../../schema/operation';
import { dropFrom, FIRING, type FiringSpec, type FiringTraits, firingSpec, firingStatements } from '../firing';
import { type Mention, mentionedKeys, mentionsSql, ofExtensionSql, withoutEnd, yieldsToTypes } from '../mentions';
import { inTable, type OfTable, ofTable, pathIn } from '../place';
import { Sql } from '../sql/sql';

export type RuleTraits = FiringTraits;

/** A rule as a revision writes it. */
export type RuleSpec = FiringSpec;

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
    *read([rows = []], names) {
      for (const [table, name, definition, enabled, comment, mentions] of rows as RuleRow[]) {
        const parent = names.table(table);
        const traits = { definition: withoutEnd(definition), fires: FIRING[enabled] ?? null, comment };
        yield { kind: 'rule', path: pathIn(parent, name), parent, traits, needs: mentionedKeys(mentions) };
      }
    },
  },
  fromEntities: () => [],
  traits: {
    definition: { change: 'recreate' },
    fires: { change: 'recreate' },
    comment: { change: 'recreate' },
  },
  operations: {
    createRule: defineOperation({
      statements: (context, name: string, spec: RuleSpec) => firingStatements('RULE', context, name, spec),
      touches: (context, name: string, spec: RuleSpec) => ({
        makes: [inTable(context, 'rule', spec, name)],
        mayUseAnything: true,
      }),
    }),
    dropRule: defineOperation({
      statements: (context, name: string, of: OfTable) => [dropFrom('RULE', context, name, of)],
      touches: (context, name: string, of: OfTable) => ({ changes: [inTable(context, 'rule', of, name)] }),
    }),
  },
  create: ({ path, traits }, context) => [
    {
      name: 'createRule',
      args: [path[2], { ...ofTable(path, context), definition: new Sql(traits.definition), ...firingSpec(traits) }],
    },
  ],
  drop: ({ path }, context) => [{ name: 'dropRule', args: [path[2], ofTable(path, context)] }],
  yields: yieldsToTypes,
  disappear: 'stay',
  holds: true,
});

type RuleRow = [
  table: number,
  name: string,
  definition: string,
  enabled: string,
  comment: string | null,
  mentions: readonly Mention[] | null,
];
