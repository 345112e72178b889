/** Enum types. Source: PostgreSQL documentation, SQL-CREATETYPE and SQL-ALTERTYPE. */

import { defineKind, type PlanContext } from '../../schema/kind';
import { keyOf, type ObjectId, type SchemaObject } from '../../schema/object';
import { defineOperation, type Operation, type OperationContext, type Trail } from '../../schema/operation';
import { ANYTHING } from '../constraint';
import { inSchema, placed, placedArgs, qualified } from '../place';
import { replacedName } from '../replaced-type';
import { quoteIdentifier, quoteLiteral } from '../sql/quote';

export interface EnumTraits {
  /** In the order in which they compare. */
  readonly labels: readonly string[];
}

/** Where a new label stands; at the end without either. */
export interface LabelPosition {
  readonly schema?: string;
  readonly before?: string;
  readonly after?: string;
}

type Enum = SchemaObject<'enum', EnumTraits>;

function renameLabel({ path: [schema, name] }: ObjectId, from: string, to: string, context: PlanContext): Operation[] {
  return [{ name: 'renameEnumValue', args: [name, from, to, ...placedArgs(schema as string, context)] }];
}

/** The labels that get other names, and the operations that give them these. */
function renamedLabels({ path, traits: { labels }, ...rest }: Enum, context: PlanContext) {
  const object = { ...rest, path };
  const renamed = context.values?.get(keyOf(object))?.renamed ?? new Map<string, string>();
  return {
    labels: labels.map((label) => renamed.get(label) ?? label),
    operations: [...renamed].flatMap(([from, to]) => renameLabel(object, from, to, context)),
  };
}

/** Whether `labels` has all of `known`, in their order, and more. */
function extendsLabels(labels: readonly string[], known: readonly string[]): boolean {
  let next = 0;
  for (const label of labels) if (label === known[next]) next += 1;
  return next === known.length;
}

/** What adding a label touches: the others, whose order it changes, and no column of that type. */
function labelsOf(context: OperationContext, name: string, at: { readonly schema?: string }): Trail {
  const [owner, ...rest] = inSchema(context, 'enum', name, at.schema);
  return [{ kind: 'labels', path: owner.path }, owner, ...rest];
}

export const enumType = defineKind<'enum', EnumTraits>()({
  name: 'enum',
  reflect: {
    queries: () => [
      `SELECT n.nspname, t.typname,
              pg_catalog.to_json(ARRAY(SELECT e.enumlabel FROM pg_catalog.pg_enum e
                                        WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder))
         FROM pg_catalog.pg_type t
         JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
        WHERE t.typtype = 'e' AND n.nspname = ANY($1::text[])
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                           WHERE d.classid = 'pg_catalog.pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
        ORDER BY n.nspname, t.typname`,
    ],
    *read([rows = []]) {
      for (const [schema, name, labels] of rows as [string, string, string[]][]) {
        yield { kind: 'enum', path: [schema, name], parent: { kind: 'schema', path: [schema] }, traits: { labels } };
      }
    },
  },
  fromEntities: ({ enums }) =>
    enums.map(({ schema, name, labels }) => ({
      kind: 'enum',
      path: [schema, name],
      parent: { kind: 'schema', path: [schema] },
      traits: { labels },
    })),
  traits: {
    labels: {
      change: (after, before, { used, renamed }) => {
        const known = before.map((label) => renamed.get(label) ?? label);
        // A label cannot be used in the transaction that adds it, so a revision that also needs it replaces the type.
        return extendsLabels(after, known) && !(used && after.length > known.length) ? 'alter' : 'replace';
      },
      values: { of: (labels) => labels, rename: renameLabel },
    },
  },
  operations: {
    createEnum: defineOperation({
      locks: 'nothing',
      statements: (context, name: string, labels: readonly string[], at: { readonly schema?: string } = {}) => [
        `CREATE TYPE ${qualified(context, name, at.schema)} AS ENUM (${labels.map(quoteLiteral).join(', ')})`,
      ],
      touches: (context, name: string, _labels: readonly string[], at: { readonly schema?: string } = {}) => ({
        makes: [inSchema(context, 'enum', name, at.schema)],
      }),
    }),
    dropEnum: defineOperation({
      locks: 'nothing',
      statements: (context, name: string, at: { readonly schema?: string } = {}) => [
        `DROP TYPE ${qualified(context, name, at.schema)}`,
      ],
      touches: (context, name: string, at: { readonly schema?: string } = {}) => ({
        changes: [inSchema(context, 'enum', name, at.schema)],
      }),
    }),
    renameEnum: defineOperation({
      locks: 'nothing',
      statements: (context, from: string, to: string, at: { readonly schema?: string } = {}) => [
        `ALTER TYPE ${qualified(context, from, at.schema)} RENAME TO ${quoteIdentifier(to)}`,
      ],
      touches: (context, from: string, to: string, at: { readonly schema?: string } = {}) => ({
        makes: [inSchema(context, 'enum', to, at.schema)],
        changes: [inSchema(context, 'enum', from, at.schema)],
      }),
    }),
    setEnumSchema: defineOperation({
      locks: 'nothing',
      statements: (context, name: string, to: string, at: { readonly schema?: string } = {}) => [
        `ALTER TYPE ${qualified(context, name, at.schema)} SET SCHEMA ${quoteIdentifier(to)}`,
      ],
      touches: (context, name: string, to: string, at: { readonly schema?: string } = {}) => ({
        makes: [inSchema(context, 'enum', name, to)],
        changes: [inSchema(context, 'enum', name, at.schema)],
      }),
    }),
    addEnumValue: defineOperation({
      locks: 'nothing',
      // PostgreSQL takes a label for a value only once it is committed.
      boundary: 'behind',
      statements: (context, name: string, label: string, at: LabelPosition = {}) => {
        const position =
          at.before === undefined
            ? at.after === undefined
              ? ''
              : ` AFTER ${quoteLiteral(at.after)}`
            : ` BEFORE ${quoteLiteral(at.before)}`;
        return [`ALTER TYPE ${qualified(context, name, at.schema)} ADD VALUE ${quoteLiteral(label)}${position}`];
      },
      touches: (context, name: string, _label: string, at: LabelPosition = {}) => ({
        changes: [labelsOf(context, name, at)],
      }),
    }),
    renameEnumValue: defineOperation({
      locks: 'nothing',
      statements: (context, name: string, from: string, to: string, at: { readonly schema?: string } = {}) => [
        `ALTER TYPE ${qualified(context, name, at.schema)} RENAME VALUE ${quoteLiteral(from)} TO ${quoteLiteral(to)}`,
      ],
      touches: (context, name: string, _from: string, _to: unknown, at: { readonly schema?: string } = {}) => ({
        changes: [labelsOf(context, name, at)],
      }),
    }),
  },
  create: ({ path: [schema, name], traits }, context) => [
    { name: 'createEnum', args: [name, traits.labels, ...placedArgs(schema as string, context)] },
  ],
  drop: ({ path: [schema, name] }, context) => [
    { name: 'dropEnum', args: [name, ...placedArgs(schema as string, context)] },
  ],
  alter: (before, after, _traits, context) => {
    const [schema, name] = after.path as [string, string];
    const { labels } = after.traits;
    const known = renamedLabels(before, context);
    const additions = labels.flatMap((label, index) =>
      known.labels.includes(label)
        ? []
        : [
            {
              name: 'addEnumValue',
              args: [
                name,
                label,
                {
                  ...placed(schema, context),
                  ...(index === 0 ? { before: known.labels[0] } : { after: labels[index - 1] }),
                },
              ],
            },
          ],
    );
    return [...known.operations, ...additions];
  },
  replace: (before, after, context) => {
    const [schema, name] = after.path as [string, string];
    const place = placedArgs(schema, context);
    const old = replacedName(name);
    return {
      first: [
        ...renamedLabels(before, context).operations,
        { name: 'renameEnum', args: [name, old, ...place] },
        { name: 'createEnum', args: [name, after.traits.labels, ...place] },
      ],
      last: [{ name: 'dropEnum', args: [old, ...place] }],
    };
  },
  rename: {
    decide: 'same',
    elsewhere: true,
    operations: ({ path: [schema, name] }, { path: [home, to] }, context) => [
      schema === home
        ? { name: 'renameEnum', args: [name, to, ...placedArgs(schema as string, context)] }
        : { name: 'setEnumSchema', args: [name, home, ...placedArgs(schema as string, context)] },
    ],
  },
  named: "enumName: 'other_name'",
  claims: ({ path }) => [`type\u0000${path.join('\u0000')}`],
  provides: () => [ANYTHING],
  needs: ({ path: [schema] }) => [`schema\u0000${schema}`],
  disappear: 'release',
  // DROP SCHEMA drops an empty schema only.
  outlives: true,
});
