/**
 * Triggers. No entity describes one: it stays as it is, and makes way for a change of what it mentions.
 * Source: PostgreSQL documentation, SQL-CREATETRIGGER and CATALOG-PG-TRIGGER.
 */

import { defineKind } from '../../schema/kind';
import { defineOperation } from '../../schema/operation';
import { dropFrom, FIRING, type FiringSpec, type FiringTraits, firingSpec, firingStatements } from '../firing';
import { type Mention, mentionedKeys, mentionsSql, ofExtensionSql, yieldsToTypes } from '../mentions';
import { inTable, type OfTable, ofTable, pathIn } from '../place';
import { Sql } from '../sql/sql';

export type TriggerTraits = FiringTraits;

/** A trigger as a revision writes it. */
export type TriggerSpec = FiringSpec;

export const trigger = defineKind<'trigger', TriggerTraits>()({
  name: 'trigger',
  reflect: {
    queries: () => [
      // Neither those of foreign keys nor the copies that partitions have of one.
      `SELECT t.tgrelid, t.tgname, pg_catalog.pg_get_triggerdef(t.oid), t.tgenabled,
              pg_catalog.obj_description(t.oid, 'pg_trigger'), ${mentionsSql('pg_trigger', 't.oid')}
         FROM pg_catalog.pg_trigger t
         JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND n.nspname = ANY($1::text[])
          AND c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition AND NOT ${ofExtensionSql('pg_trigger', 't.oid')}
        ORDER BY n.nspname, c.relname, t.tgname`,
    ],
    *read([rows = []], names) {
      for (const [table, name, definition, enabled, comment, mentions] of rows as TriggerRow[]) {
        const parent = names.table(table);
        const traits = { definition, fires: FIRING[enabled] ?? null, comment };
        yield { kind: 'trigger', path: pathIn(parent, name), parent, traits, needs: mentionedKeys(mentions) };
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
    createTrigger: defineOperation({
      statements: (context, name: string, spec: TriggerSpec) => firingStatements('TRIGGER', context, name, spec),
      touches: (context, name: string, spec: TriggerSpec) => ({
        makes: [inTable(context, 'trigger', spec, name)],
        mayUseAnything: true,
      }),
    }),
    dropTrigger: defineOperation({
      statements: (context, name: string, of: OfTable) => [dropFrom('TRIGGER', context, name, of)],
      touches: (context, name: string, of: OfTable) => ({ changes: [inTable(context, 'trigger', of, name)] }),
    }),
  },
  create: ({ path, traits }, context) => [
    {
      name: 'createTrigger',
      args: [path[2], { ...ofTable(path, context), definition: new Sql(traits.definition), ...firingSpec(traits) }],
    },
  ],
  drop: ({ path }, context) => [{ name: 'dropTrigger', args: [path[2], ofTable(path, context)] }],
  yields: yieldsToTypes,
  disappear: 'stay',
  holds: true,
});

type TriggerRow = [
  table: number,
  name: string,
  definition: string,
  enabled: string,
  comment: string | null,
  mentions: readonly Mention[] | null,
];
