/** The word "kind": what sort of object, and everything the stages may ask about one without knowing which it is. */

import type { Entities } from '../typeorm/entities';
import { keyOf, type ObjectId, type SchemaObject } from './object';
import type { Operation, OperationContext, OperationDefinition, Trail } from './operation';
import type { Schema } from './schema';

/**
 * How a trait is changed. `alter`: in place. `recreate`: the object is dropped and created, and so is what needs it.
 * `replace`: a new object takes its place while those that need it move over.
 */
export type ChangeVerb = 'alter' | 'recreate' | 'replace';

/** What else decides how a trait is changed. */
export interface Circumstances<Traits extends object> {
  /** An expression of this very change may use the object. */
  readonly used: boolean;
  /** All traits as they are wanted. */
  readonly desired: Readonly<Traits>;
  /** Values that the trait lists until now, and the other names that they get. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** How a trait is compared and changed. */
export interface Rule<Traits extends object, Value> {
  readonly change: ChangeVerb | ((desired: Value, actual: Value, circumstances: Circumstances<Traits>) => ChangeVerb);
  /**
   * Asked before a change in place: whether the database has no way to make it. Then a person gives one, or lets the
   * object be recreated. `suggestion`: SQL that may do.
   */
  impossible?(
    before: SchemaObject<string, Traits>,
    after: SchemaObject<string, Traits>,
    schemas: { readonly before: Schema; readonly after: Schema },
  ): { readonly suggestion: string | null } | null;
  /**
   * SQL for the way back of a change in place, where what the database makes by itself is not what was there. Not where
   * a person has said how the values are converted.
   */
  wayBack?(before: SchemaObject<string, Traits>, after: SchemaObject<string, Traits>): string | null;
  /** The trait lists the values that rows may hold: what becomes of one that goes is for a person to say. */
  readonly values?: {
    of(value: Value): readonly string[];
    /** Gives one another name, and so to all rows that hold it. */
    rename(object: ObjectId, from: string, to: string, context: PlanContext): readonly Operation[];
  };
  /** The trait is PostgreSQL's own text: when it differs, only the server can tell whether it means the same. */
  readonly text?: true;
  /**
   * A cheap and exact comparison, asked before the server is: `true` means that PostgreSQL stores `desired` as
   * `actual`. It may always answer `false`.
   */
  same?(
    desired: Value,
    actual: Value,
    objects: { readonly desired: Traits; readonly actual: Traits; readonly path: readonly string[] },
  ): boolean;
}

/** A rule for each trait: leaving one out does not compile. */
export type Rules<Traits extends object> = {
  readonly [Trait in keyof Traits]-?: Rule<Traits, Traits[Trait]>;
};

/** One row of a catalog query, in the order of its columns. */
export type Row = readonly unknown[];

/** What catalog queries may depend on. */
export interface Session {
  /** `server_version_num`: 180004. */
  readonly version: number;
  /** All schemas of the database but PostgreSQL's own. */
  readonly schemas: readonly string[];
  readonly defaultSchema: string;
  /** TypeORM's own table of generated columns, if the database has it. */
  readonly metadataTable: { readonly schema: string; readonly name: string } | null;
}

/** The names behind the numbers by which catalogs refer to tables and columns: read once, for all kinds. */
export interface Names {
  /** All tables and views that are read, and the tables of other schemas that foreign keys of these refer to. */
  readonly tables: readonly TableNames[];
  /** Schema and name, with NUL between, of those that an extension made: they are not ours, nor are their parts. */
  readonly strays: ReadonlySet<string>;
  /** The identity of a table by its oid: one object, however often it is asked for. */
  table(oid: number): ObjectId;
  /** The name of a column, by its table and its number there. */
  column(table: number, number: number): string;
  columns(table: number, numbers: readonly number[]): string[];
}

/** A table and its columns. */
export interface TableNames {
  readonly oid: number;
  readonly id: ObjectId;
  /** In the order of their numbers, which start at 1; dropped columns keep their place. */
  readonly columns: readonly string[];
  /** It is in the schemas that are read, no partition of another one, and no extension made it. */
  readonly isOurs: boolean;
}

/** How a kind is read: set-based queries, their number fixed. `$1` is the array of the names of the schemas to read. */
export interface Reflection<Name extends string, Traits extends object> {
  readonly queries: (session: Session) => readonly string[];
  readonly read: (
    results: readonly (readonly Row[])[],
    names: Names,
    session: Session,
  ) => Iterable<SchemaObject<Name, Traits>>;
}

/** A place inside `createTable` that a new object of this kind may take instead of an operation of its own. */
export interface Part<Traits extends object, Slot extends string, Spec> {
  readonly slot: Slot;
  /** `named`: a record by name; `list`: an array; `single`: at most one. */
  readonly form: 'named' | 'list' | 'single';
  /** There is no operation of its own that could come later. */
  readonly must?: true;
  /** Whether PostgreSQL would not keep it there, so that it needs an operation of its own. */
  apart?(object: SchemaObject<string, Traits>, after: Schema): boolean;
  /** What the revision file shows. */
  spec(object: SchemaObject<string, Traits>, context: PlanContext): Spec;
  /** What stands between the parentheses of `CREATE TABLE`; `name` is given where the form is `named`. */
  fragment(spec: Spec, name: string, context: OperationContext): string;
  /** What must be there for it beside the table. */
  uses?(spec: Spec, context: OperationContext): readonly Trail[];
}

/** What becomes of the values that a trait lists no more. No row holds those that are in neither map. */
export interface ValueMoves {
  /** By the value until now, its new name. */
  readonly renamed: ReadonlyMap<string, string>;
  /** By the value until now, the one that its rows get. */
  readonly merged: ReadonlyMap<string, string>;
}

/** What a kind may look at while it writes operations. */
export interface PlanContext {
  readonly defaultSchema: string;
  /** Before the change, with renames already made. */
  readonly before: Schema;
  readonly after: Schema;
  /** Keys of the objects that are dropped and created again although they stay. */
  readonly recreated?: ReadonlySet<string>;
  /** By keys of objects: how a person wants their values converted. */
  readonly conversions?: ReadonlyMap<string, string>;
  /** By keys of objects: what becomes of the values that they list no more. */
  readonly values?: ReadonlyMap<string, ValueMoves>;
  /** By keys of objects: SQL that gives their rows a value. */
  readonly backfills?: ReadonlyMap<string, string>;
  /** What an object is called until the renames are made; without it, as it is. */
  readonly former?: (object: PlacedId) => ObjectId;
  /** What goes with an object, silently, and has no operation of its own. */
  takenAlong?(gone: ObjectId): readonly ObjectId[];
}

/** An object, and what it is a part of. */
export type PlacedId = Pick<SchemaObject, 'kind' | 'path' | 'parent'>;

/** One sort of object. Methods, not function properties: so that a list may hold all kinds. */
export interface Kind<Name extends string = string, Traits extends object = object> {
  readonly name: Name;
  readonly reflect: Reflection<Name, Traits>;
  fromEntities(entities: Entities): Iterable<SchemaObject<Name, Traits>>;
  readonly traits: Rules<Traits>;

  /** The operations that revisions may call. */
  readonly operations: Readonly<Record<string, OperationDefinition<never>>>;
  create(object: SchemaObject<Name, Traits>, context: PlanContext): readonly Operation[];
  drop(object: SchemaObject<Name, Traits>, context: PlanContext): readonly Operation[];
  /** Called for traits whose rule says `alter`; `before` and `after` have the same identity. */
  alter?(
    before: SchemaObject<Name, Traits>,
    after: SchemaObject<Name, Traits>,
    traits: ReadonlySet<string>,
    context: PlanContext,
  ): readonly Operation[];
  /** For traits whose rule says `replace`: what comes before and after the operations of those that need the object. */
  replace?(
    before: SchemaObject<Name, Traits>,
    after: SchemaObject<Name, Traits>,
    context: PlanContext,
  ): { readonly first: readonly Operation[]; readonly last: readonly Operation[] };
  /**
   * Looks, before anything changes, for rows of its table that PostgreSQL would refuse when the object is made or changed.
   * None where that cannot be told from what the table holds until then. `before`: nothing where it is made anew.
   */
  probes?(
    before: SchemaObject<Name, Traits> | undefined,
    after: SchemaObject<Name, Traits>,
    context: PlanContext,
  ): readonly Operation[];
  /**
   * The object as it must be while rows get the value that it wants of them; nothing where it wants none that they might
   * not have. Where a person has said which value, it is made or left so, and altered afterwards.
   */
  unfilled?(
    before: SchemaObject<Name, Traits> | undefined,
    after: SchemaObject<Name, Traits>,
  ): SchemaObject<Name, Traits> | undefined;
  /** One operation that does what two do that follow each other; nothing where they stay two. */
  join?(first: Operation, second: Operation): Operation | undefined;
  /**
   * Moves an object over to the replacement of something that it needs. The traits that it settles are what they should
   * be afterwards: they are not altered once more.
   */
  reattach?(
    before: SchemaObject<Name, Traits>,
    after: SchemaObject<Name, Traits>,
    context: PlanContext,
  ): { readonly operations: readonly Operation[]; readonly settles: readonly string[] };
  readonly part?: Part<Traits, string, unknown>;

  /** Whether an object may take another name, and who decides: a person, or the same structure. */
  readonly rename?: {
    readonly decide: 'ask' | 'same';
    /** Whether it is worth asking if `gained` is `lost` under another name. It is, where nothing is said. */
    mayBe?(lost: SchemaObject<Name, Traits>, gained: SchemaObject<Name, Traits>): boolean;
    /** What else was named after it: it gets another name, too, if it is lost and the other one is new. */
    along?(
      lost: SchemaObject<Name, Traits>,
      gained: SchemaObject<Name, Traits>,
    ): { readonly from: ObjectId; readonly to: ObjectId } | null;
    /** It may be found in another place as well, under the same name: a table in another schema. */
    readonly elsewhere?: true;
    operations(from: SchemaObject<Name, Traits>, to: ObjectId, context: PlanContext): readonly Operation[];
  };
  /** The object after another one was renamed, if it mentions it: a foreign key names tables and columns. */
  renamed?(object: SchemaObject<Name, Traits>, from: ObjectId, to: ObjectId): SchemaObject<Name, Traits>;

  /** What must be there first, beside the parent: keys of objects, or what some object {@link provides}. */
  needs?(object: SchemaObject<Name, Traits>, schema: Schema): readonly string[];
  /**
   * Of what it needs, that of which PostgreSQL chooses one for good when several are there: so it is created after
   * those that go away.
   */
  binds?(object: SchemaObject<Name, Traits>): readonly string[];
  /** What others may need of it, beside its own key. */
  provides?(object: SchemaObject<Name, Traits>): readonly string[];
  /**
   * Where an author names it, for hints: `@Entity('other_name')`. Without it PostgreSQL chooses the name, and another
   * one where that is taken.
   */
  readonly named?: string;
  /**
   * Names that only one object can hold at a time: an index and a table share one namespace. Each is the word for what
   * has the name, and the path to it.
   */
  claims?(object: SchemaObject<Name, Traits>): readonly string[];
  /**
   * Whether `object`, which needs `altered`, must make way while these traits of it change, or while it goes (then
   * there is no `after`): then it is dropped before and created again afterwards.
   *
   * @param schema - before the change, with renames already made.
   */
  yields?(
    object: SchemaObject<Name, Traits>,
    altered: {
      readonly before: SchemaObject;
      readonly after: SchemaObject | undefined;
      readonly traits: ReadonlySet<string>;
      /** How it changes, where it stays. */
      readonly verb?: ChangeVerb;
    },
    schema: Schema,
  ): boolean;
  /**
   * Where a trait is a name: the object under a name that `isFree`, for the time in which others swap names with it.
   */
  aside?(
    object: SchemaObject<Name, Traits>,
    isFree: (named: SchemaObject<Name, Traits>) => boolean,
  ): SchemaObject<Name, Traits>;
  /**
   * Whether `object`, which needs the parent of `part`, is created again when that gains `part`, or renames it.
   *
   * @param after - as it is to be.
   */
  follows?(object: SchemaObject<Name, Traits>, part: SchemaObject, after: Schema): boolean;
  /** Whether it holds an expression over what it needs. */
  texts?(object: SchemaObject<Name, Traits>): boolean;

  /** By which word filters find it, and what is in it, beside its kind and its name. */
  readonly filteredAs?: 'schema' | 'table';
  /**
   * What it means that an object is in the database and not in the entities.
   * `drop`: it goes. `ask`: a person decides. `keep`: it stays, silently. `release`: it goes when nothing else needs it.
   * `leave`: it goes if a revision created it; else it stays as it is, and makes way for a time where it must.
   * `stay`: no entity ever describes one; it stays as it is, silently, and makes way for a time where it must.
   *
   * @default 'drop'
   */
  readonly disappear?: 'ask' | 'keep' | 'release' | 'leave' | 'stay' | 'drop';
  /** Whether no entity can describe one like it. Where none wants its name, it stays, as `disappear` has it. */
  byHandOnly?(object: SchemaObject<Name, Traits>): boolean;
  /**
   * As long as it is there, PostgreSQL lets nothing go that it uses, be they parts of one table. Another part of a table
   * goes with what it uses, silently.
   */
  readonly holds?: true;
  /** It makes way for nothing. */
  readonly firm?: true;
  /** It says names alone, of before all renames; and makes way before any is made, and before anything is created. */
  readonly early?: true;
  /** The part of another whole because of which `part`, beside `object`, is there, and cannot go alone. */
  handsDown?(object: SchemaObject<Name, Traits>, part: ObjectId): ObjectId | null;
  /** It does not go away with its parent: that must be said. */
  readonly outlives?: true;
  /** It speaks of its parent by name, and does not follow its rename: that must be said. */
  readonly namesParent?: true;
  /**
   * Its part in a temporary copy of a table, with which PostgreSQL settles texts.
   * `frame`: columns and tables, which the texts stand on. `text`: a text to settle. `whole`: a text that stands alone.
   * `bare` strips what only costs, or what nothing temporary can have.
   */
  readonly elaborate?: {
    readonly role: 'frame' | 'text' | 'whole';
    bare?(object: SchemaObject<Name, Traits>): SchemaObject<Name, Traits>;
  };
}

/** All kinds by name: how the stages, which know none, find the one they need. */
export type Kinds = ReadonlyMap<string, Kind>;

/** The kind of an object. */
export function kindOf(kinds: Kinds, object: ObjectId): Kind {
  const kind = kinds.get(object.kind);
  if (kind === undefined) throw new Error(`there is no kind ${object.kind}`);
  return kind;
}

/** The keys of all that must be there for an object: its parent, and what its kind says. */
export function needsOf(kinds: Kinds, object: SchemaObject, schema: Schema): readonly string[] {
  const needs = kindOf(kinds, object).needs?.(object, schema) ?? object.needs ?? [];
  return object.parent === null ? needs : [keyOf(object.parent), ...needs];
}

/** The keys under which others may need an object. */
export function providesOf(kinds: Kinds, object: SchemaObject): readonly string[] {
  return [keyOf(object), ...(kindOf(kinds, object).provides?.(object) ?? [])];
}

/** Keeps the precise types of a kind while it is written. */
export function defineKind<Name extends string, Traits extends object>() {
  return <const Definition extends Kind<Name, Traits>>(definition: Definition): Definition => definition;
}

/** What definitions of operations may depend on, for those who import kinds only. */
export type { OperationContext };
