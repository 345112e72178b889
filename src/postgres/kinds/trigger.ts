/**
 * Triggers. No entity describes one: it stays as it is, and makes way for a change of what it mentions.
 * Source: PostgreSQL documentation, SQL-CREATETRIGGER and CATALOG-PG-TRIGGER.
 */

import { defineKind } from '../../schema/kind';
import { type FiringSpec, type FiringTraits, firing } from '../firing';
import { mentionsSql, ofExtensionSql, yieldsToTypes } from '../mentions';

export type TriggerTraits = FiringTraits;

/** A trigger as a revision writes it. */
export type TriggerSpec = FiringSpec;

const { read, traits, creation, removal, create, drop } = firing('trigger', 'Trigger');

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
    read: ([rows = []], names) => read(rows, names),
  },
  fromEntities: () => [],
  traits,
  operations: { createTrigger: creation, dropTrigger: removal },
  create,
  drop,
  yields: yieldsToTypes,
  disappear: 'stay',
  holds: true,
});
