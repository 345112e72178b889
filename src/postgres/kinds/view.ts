/** Views and materialized views. Source: PostgreSQL documentation, SQL-CREATEVIEW and SQL-CREATEMATERIALIZEDVIEW. */

import { defineKind, type PlanContext } from '../../schema/kind';
import { keyOf, type SchemaObject, writtenTraits } from '../../schema/object';
import { type Argument, defineOperation } from '../../schema/operation';
import type { Schema } from '../../schema/schema';
import { ANYTHING, relationClaim } from '../constraint';
import {
  columnExists,
  GRANTS_ON_RELATION,
  type Grant,
  type GrantRow,
  grantOf,
  grantStatements,
  onlyIf,
  revokeDefaults,
  roleExists,
} from '../grants';
import { withoutEnd } from '../mentions';
import { inSchema, placed, qualified } from '../place';
import { quoteIdentifier, quoteLiteral } from '../sql/quote';
import { Sql } from '../sql/sql';

export interface ViewTraits {
  /** The query. */
  readonly definition: string;
  /** Its rows are stored. */
  readonly materialized: boolean;
  /** Storage parameters: `security_barrier=true`. Entities cannot say any. */
  readonly with: readonly string[];
}

/** A view as a revision writes it. */
export interface ViewSpec {
  /** The query. */
  readonly as: Sql;
  /** @default false */
  readonly materialized?: true;
  readonly with?: readonly string[];
  /** How a materialized view stores its rows, where that is not the usual way. */
  readonly method?: string;
  /** Of a materialized view. */
  readonly tablespace?: string;
  /** `false`: a materialized view holds no rows until it is refreshed. */
  readonly populated?: false;
  /** The name of a role, where it is not the one that runs the revision. It stays with that where there is no such role. */
  readonly owner?: string;
  /** These, and none that defaults give. */
  readonly grants?: readonly Grant[];
  readonly comment?: string;
  /** By the name of the column. */
  readonly columnComments?: Readonly<Record<string, string>>;
  readonly schema?: string;
}

/** Which of the two sorts is meant, and where it is. */
export interface ViewPlace {
  readonly schema?: string;
  /** @default false */
  readonly materialized?: true;
}

export type View = SchemaObject<'view', ViewTraits>;

/** What nobody compares; as revisions write it. */
type ViewBelongings = Pick<ViewSpec, 'owner' | 'grants' | 'comment' | 'columnComments'> & {
  readonly stored: Pick<ViewSpec, 'method' | 'tablespace' | 'populated'>;
};

/** What a view comes back with. */
function belongingsOf(view: View, { before }: PlanContext): Omit<ViewSpec, 'as'> {
  const known = view.belongings ?? before.get(view)?.belongings;
  if (known === undefined) return {};
  const { stored, ...rest } = known as ViewBelongings;
  return { ...rest, ...(view.traits.materialized ? stored : {}) };
}

function comments(view: string, { materialized, comment, columnComments = {} }: Omit<ViewSpec, 'as'>): string[] {
  return [
    ...(comment === undefined ? [] : [`COMMENT ON ${sort({ materialized })} ${view} IS ${quoteLiteral(comment)}`]),
    ...Object.entries(columnComments).map(([column, text]) =>
      onlyIf(
        [columnExists(view, column)],
        `COMMENT ON COLUMN ${view}.${quoteIdentifier(column)} IS ${quoteLiteral(text)}`,
      ),
    ),
  ];
}

function placeOf({ path: [schema], traits }: View, context: { readonly defaultSchema: string }): ViewPlace {
  return { ...placed(schema as string, context), ...(traits.materialized ? { materialized: true } : {}) };
}

function sort(view: { readonly materialized?: boolean | undefined }): string {
  return view.materialized ? 'MATERIALIZED VIEW' : 'VIEW';
}

export const view = defineKind<'view', ViewTraits>()({
  name: 'view',
  reflect: {
    queries: () => [
      `SELECT c.oid, n.nspname, c.relname, pg_catalog.pg_get_viewdef(c.oid), c.relkind = 'm', c.reloptions,
              ${BELONGINGS}
         FROM pg_catalog.pg_class c
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = ANY($1::text[]) AND c.relkind IN ('v', 'm')
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                           WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
        ORDER BY n.nspname, c.relname`,
      // What their rules refer to: relations, columns of these, and enum types.
      `SELECT DISTINCT v.oid, CASE WHEN t.oid IS NOT NULL THEN 'enum' WHEN c.relkind IN ('v', 'm') THEN 'view' ELSE 'table' END,
              n.nspname, coalesce(t.typname, c.relname), a.attname
         FROM pg_catalog.pg_class v
         JOIN pg_catalog.pg_namespace vn ON vn.oid = v.relnamespace AND vn.nspname = ANY($1::text[])
         JOIN pg_catalog.pg_rewrite r ON r.ev_class = v.oid
         JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = r.oid
         LEFT JOIN pg_catalog.pg_class c
           ON d.refclassid = 'pg_catalog.pg_class'::regclass AND c.oid = d.refobjid AND c.oid <> v.oid
         LEFT JOIN pg_catalog.pg_type t
           ON d.refclassid = 'pg_catalog.pg_type'::regclass AND t.oid = d.refobjid AND t.typtype = 'e'
         LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid AND a.attnum > 0
         JOIN pg_catalog.pg_namespace n ON n.oid = coalesce(c.relnamespace, t.typnamespace)
        WHERE v.relkind IN ('v', 'm')`,
    ],
    *read([rows = [], references = []]) {
      const needs = new Map<number, Set<string>>();
      for (const [id, kind, schema, name, column] of references as ReferenceRow[]) {
        const known = needs.get(id) ?? new Set();
        needs.set(id, known.add(keyOf({ kind, path: [schema, name] })));
        if (column !== null && kind === 'table') known.add(keyOf({ kind: 'column', path: [schema, name, column] }));
      }
      for (const [id, schema, name, definition, materialized, parameters, ...rest] of rows as ViewRow[]) {
        const belongings = belongingsFrom(rest);
        yield {
          kind: 'view',
          path: [schema, name],
          parent: { kind: 'schema', path: [schema] },
          traits: { definition: withoutEnd(definition), materialized, with: parameters ?? [] },
          needs: [...(needs.get(id) ?? [])],
          ...(belongings === undefined ? {} : { belongings }),
        };
      }
    },
  },
  *fromEntities(entities) {
    for (const { schema, name, definition, materialized } of entities.views) {
      yield {
        kind: 'view',
        path: [schema, name],
        parent: { kind: 'schema', path: [schema] },
        traits: { definition, materialized, with: [] },
      };
    }
  },
  traits: {
    definition: { change: 'recreate', text: true },
    materialized: { change: 'recreate' },
    // Those of the one sort mean nothing to the other.
    with: {
      change: 'recreate',
      same: (desired, _actual, views) =>
        desired.length === 0 && views.desired.materialized === views.actual.materialized,
    },
  },
  operations: {
    createView: defineOperation({
      locks: [{ mode: 'ACCESS SHARE', which: 'each table and view that its query reads' }],
      statements: (context, name: string, spec: ViewSpec) => {
        const view = qualified(context, name, spec.schema);
        return [
          [
            `CREATE ${sort(spec)} ${view}`,
            spec.method === undefined ? '' : ` USING ${quoteIdentifier(spec.method)}`,
            spec.with === undefined ? '' : ` WITH (${spec.with.join(', ')})`,
            spec.tablespace === undefined ? '' : ` TABLESPACE ${quoteIdentifier(spec.tablespace)}`,
            ` AS ${spec.as.text}`,
            spec.populated === false ? ' WITH NO DATA' : '',
          ].join(''),
          ...(spec.owner === undefined
            ? []
            : [
                onlyIf([roleExists(spec.owner)], `ALTER ${sort(spec)} ${view} OWNER TO ${quoteIdentifier(spec.owner)}`),
              ]),
          ...(spec.grants === undefined ? [] : [revokeDefaults(view)]),
          ...(spec.grants ?? []).flatMap((grant) =>
            grantStatements(view, grant, (column) => [columnExists(view, column)]),
          ),
          ...comments(view, spec),
        ];
      },
      creates: (context, name, { schema = context.defaultSchema }) => ({ kind: 'view', path: [schema, name] }),
      touches: (context, name: string, { schema }: ViewSpec) => ({
        makes: [inSchema(context, 'view', name, schema)],
        mayUseAnything: true,
      }),
    }),
    dropView: defineOperation({
      locks: 'ACCESS EXCLUSIVE',
      statements: (context, name: string, at: ViewPlace = {}) => [
        `DROP ${sort(at)} ${qualified(context, name, at.schema)}`,
      ],
      drops: (context, name, { schema = context.defaultSchema }: ViewPlace = {}) => ({
        kind: 'view',
        path: [schema, name],
      }),
      touches: (context, name: string, { schema }: ViewPlace = {}) => ({
        changes: [inSchema(context, 'view', name, schema)],
      }),
    }),
  },
  create: (object, context) => {
    const { definition, with: parameters } = { ...writtenTraits(object), with: object.traits.with };
    const { schema, ...sorted } = placeOf(object, context);
    const spec = {
      ...sorted,
      ...(schema === undefined ? {} : { schema }),
      ...(parameters.length === 0 ? {} : { with: parameters }),
      as: new Sql(definition),
      ...belongingsOf(object, context),
    } as Argument;
    return [{ name: 'createView', args: [object.path[1], spec] }];
  },
  drop: (object, context) => {
    const place = placeOf(object, context);
    return [{ name: 'dropView', args: [object.path[1], ...(Object.keys(place).length === 0 ? [] : [{ ...place }])] }];
  },
  needs: (object, schema) => [`schema\u0000${object.path[0]}`, ...(object.needs ?? anythingBefore(object, schema))],
  // SELECT * means what is left when all else is gone.
  binds: ({ needs }) => (needs === undefined ? [ANYTHING] : []),
  named: "@ViewEntity({ name: 'other_name', … })",
  claims: ({ path: [schema, name] }) => [
    relationClaim(schema as string, name as string),
    `type\u0000${schema}\u0000${name}`,
  ],
  yields: (_object, { before, after, traits, verb }) => {
    if (before.kind === 'enum') return verb === 'replace';
    return before.kind !== 'column' || after === undefined || traits.has('type') || traits.has('collation');
  },
  // In its author's words it may mean more when its table has more columns: SELECT *.
  follows: ({ written }, part) => part.kind === 'column' && written?.definition !== undefined,
  texts: () => true,
  filteredAs: 'table',
  disappear: 'leave',
  holds: true,
  // DROP SCHEMA drops an empty schema only.
  outlives: true,
  elaborate: {
    role: 'whole',
    bare: ({ belongings: _, ...object }) => ({
      ...object,
      traits: { ...object.traits, materialized: false, with: [] },
    }),
  },
});

/** For all we know without PostgreSQL it may mention any table, and the views that stand before it and not on it. */
function anythingBefore(object: View, schema: Schema): string[] {
  const own = keyOf(object);
  const views: string[] = [];
  for (const [key, view] of schema.entries()) {
    if (key === own) break;
    if (view.kind === 'view' && !standsOn(view, own, schema)) views.push(key);
  }
  return [ANYTHING, ...views];
}

function standsOn(view: SchemaObject, own: string, schema: Schema): boolean {
  return (view.needs ?? []).some((key) => {
    const need = schema.byKey(key);
    return key === own || (need?.kind === 'view' && standsOn(need, own, schema));
  });
}

type ViewRow = [
  id: number,
  schema: string,
  name: string,
  definition: string,
  materialized: boolean,
  parameters: string[] | null,
  ...rest: BelongingsRow,
];

/** SQL: what a relation `c` has, as {@link BelongingsRow}. */
const BELONGINGS = `nullif(pg_catalog.pg_get_userbyid(c.relowner), current_user), ${GRANTS_ON_RELATION},
              pg_catalog.obj_description(c.oid, 'pg_class'),
              (SELECT pg_catalog.json_object_agg(a.attname, pg_catalog.col_description(c.oid, a.attnum) ORDER BY a.attnum)
                 FROM pg_catalog.pg_attribute a
                WHERE a.attrelid = c.oid AND pg_catalog.col_description(c.oid, a.attnum) IS NOT NULL),
              c.relispopulated,
              (SELECT s.spcname FROM pg_catalog.pg_tablespace s WHERE s.oid = c.reltablespace),
              (SELECT m.amname FROM pg_catalog.pg_am m
                WHERE m.oid = c.relam AND m.amname <> current_setting('default_table_access_method'))`;

type BelongingsRow = [
  owner: string | null,
  grants: readonly GrantRow[] | null,
  comment: string | null,
  columnComments: Readonly<Record<string, string>> | null,
  populated: boolean,
  tablespace: string | null,
  method: string | null,
];

/** Nothing where a new view has the same. */
function belongingsFrom(row: BelongingsRow): ViewBelongings | undefined {
  const [owner, grants, comment, columnComments, populated, tablespace, method] = row;
  const isUsual = [owner, grants, comment, columnComments, tablespace, method].every((one) => one === null);
  if (isUsual && populated) return undefined;
  return {
    ...(owner === null ? {} : { owner }),
    ...(grants === null ? {} : { grants: grants.map(grantOf) }),
    ...(comment === null ? {} : { comment }),
    ...(columnComments === null ? {} : { columnComments }),
    stored: {
      ...(method === null ? {} : { method }),
      ...(tablespace === null ? {} : { tablespace }),
      ...(populated ? {} : { populated }),
    },
  };
}

type ReferenceRow = [
  view: number,
  kind: 'table' | 'view' | 'enum',
  schema: string,
  name: string,
  column: string | null,
];
