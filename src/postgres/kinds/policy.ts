/**
 * Policies of row-level security. No entity describes one: it stays as it is, and makes way for a change of what it
 * mentions. Source: PostgreSQL documentation, SQL-CREATEPOLICY and CATALOG-PG-POLICY.
 */

import { defineKind } from '../../schema/kind';
import { type Argument, defineOperation } from '../../schema/operation';
import { dropFrom } from '../firing';
import { type Mention, mentionedKeys, mentionsSql, ofExtensionSql, yieldsToTypes } from '../mentions';
import { inTable, type OfTable, ofTable, pathIn, qualified } from '../place';
import { quoteIdentifier, quoteList, quoteLiteral } from '../sql/quote';
import { Sql } from '../sql/sql';

/** What a policy is about. */
export type PolicyCommand = 'select' | 'insert' | 'update' | 'delete';

export interface PolicyTraits {
  /** Every one where it is `null`. */
  readonly for: PolicyCommand | null;
  readonly restrictive: boolean;
  /** Names of roles; everybody where there is none. */
  readonly to: readonly string[];
  /** SQL: which rows are seen. */
  readonly using: string | null;
  /** SQL: which rows may be written. */
  readonly check: string | null;
  readonly comment: string | null;
}

/** A policy as a revision writes it. */
export interface PolicySpec extends OfTable {
  /** Every command where it is left out. */
  readonly for?: PolicyCommand;
  /** @default false */
  readonly restrictive?: true;
  /** Names of roles; everybody where it is left out. */
  readonly to?: readonly string[];
  readonly using?: Sql;
  readonly check?: Sql;
  readonly comment?: string;
}

/** What `polcmd` means. */
const COMMANDS: Readonly<Record<string, PolicyCommand>> = { r: 'select', a: 'insert', w: 'update', d: 'delete' };

export const policy = defineKind<'policy', PolicyTraits>()({
  name: 'policy',
  reflect: {
    queries: () => [
      `SELECT p.polrelid, p.polname, p.polcmd, NOT p.polpermissive,
              (SELECT pg_catalog.json_agg(o.rolname ORDER BY o.rolname) FROM pg_catalog.pg_roles o
                WHERE o.oid = ANY(p.polroles)),
              pg_catalog.pg_get_expr(p.polqual, p.polrelid), pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid),
              pg_catalog.obj_description(p.oid, 'pg_policy'), ${mentionsSql('pg_policy', 'p.oid')}
         FROM pg_catalog.pg_policy p
         JOIN pg_catalog.pg_class c ON c.oid = p.polrelid
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = ANY($1::text[]) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
          AND NOT ${ofExtensionSql('pg_class', 'c.oid')}
        ORDER BY n.nspname, c.relname, p.polname`,
    ],
    *read([rows = []], names) {
      for (const row of rows as PolicyRow[]) {
        const [table, name, command, restrictive, to, using, check, comment, mentions] = row;
        const parent = names.table(table);
        const traits = { for: COMMANDS[command] ?? null, restrictive, to: to ?? [], using, check, comment };
        yield { kind: 'policy', path: pathIn(parent, name), parent, traits, needs: mentionedKeys(mentions) };
      }
    },
  },
  fromEntities: () => [],
  traits: {
    for: { change: 'recreate' },
    restrictive: { change: 'recreate' },
    to: { change: 'recreate' },
    using: { change: 'recreate' },
    check: { change: 'recreate' },
    comment: { change: 'recreate' },
  },
  operations: {
    createPolicy: defineOperation({
      locks: 'ACCESS EXCLUSIVE',
      statements: (context, name: string, { table, schema, comment, ...spec }: PolicySpec) => {
        const [of, quoted] = [qualified(context, table, schema), quoteIdentifier(name)];
        return [
          [
            `CREATE POLICY ${quoted} ON ${of}`,
            spec.restrictive ? ' AS RESTRICTIVE' : '',
            spec.for === undefined ? '' : ` FOR ${spec.for.toUpperCase()}`,
            spec.to === undefined ? '' : ` TO ${quoteList(spec.to)}`,
            spec.using === undefined ? '' : ` USING (${spec.using.text})`,
            spec.check === undefined ? '' : ` WITH CHECK (${spec.check.text})`,
          ].join(''),
          ...(comment === undefined ? [] : [`COMMENT ON POLICY ${quoted} ON ${of} IS ${quoteLiteral(comment)}`]),
        ];
      },
      touches: (context, name: string, spec: PolicySpec) => ({
        makes: [inTable(context, 'policy', spec, name)],
        mayUseAnything: true,
      }),
    }),
    dropPolicy: defineOperation({
      locks: 'ACCESS EXCLUSIVE',
      statements: (context, name: string, of: OfTable) => [dropFrom('POLICY', context, name, of)],
      touches: (context, name: string, of: OfTable) => ({ changes: [inTable(context, 'policy', of, name)] }),
    }),
  },
  create: ({ path, traits }, context) => {
    const { for: command, restrictive, to, using, check, comment } = traits;
    const spec = {
      ...ofTable(path, context),
      ...(command === null ? {} : { for: command }),
      ...(restrictive ? { restrictive } : {}),
      ...(to.length === 0 ? {} : { to }),
      ...(using === null ? {} : { using: new Sql(using) }),
      ...(check === null ? {} : { check: new Sql(check) }),
      ...(comment === null ? {} : { comment }),
    } satisfies Argument;
    return [{ name: 'createPolicy', args: [path[2], spec] }];
  },
  drop: ({ path }, context) => [{ name: 'dropPolicy', args: [path[2], ofTable(path, context)] }],
  yields: yieldsToTypes,
  disappear: 'stay',
  holds: true,
});

type PolicyRow = [
  table: number,
  name: string,
  command: string,
  restrictive: boolean,
  roles: string[] | null,
  using: string | null,
  check: string | null,
  comment: string | null,
  mentions: readonly Mention[] | null,
];
