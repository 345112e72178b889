/** The word "filter": which objects a comparison covers, by what they are called and where they stand. */

/** Names the objects that are as all of its entries say, and their parts. */
export interface ObjectFilter<KindName extends string = string> {
  /** The schema that it is, or that it stands in. In this and the other names `*` stands for any characters, or none. */
  readonly schema?: string;
  /** The table or view that it is, or that it is a part of. */
  readonly table?: string;
  readonly kind?: KindName;
  /** Its own name. A comment and a sequence have the name of what they belong to. */
  readonly name?: string;
}

/** What a function may go by that decides whether an object is covered. */
export interface FilteredObject<KindName extends string = string> {
  readonly kind: KindName;
  /** The schema that it is, or that it stands in; an extension stands in none. */
  readonly schema: string | null;
  /** The table or view that it is, or that it is a part of. */
  readonly table: string | null;
  /** Its own name. A comment and a sequence have the name of what they belong to. */
  readonly name: string;
  /** The names that lead to it: `['public', 'posts', 'title']`. */
  readonly path: readonly string[];
  /** Where it was found. */
  readonly from: Side;
}

/** One of the two that are compared. */
export type Side = 'entities' | 'database';

/** An object is covered if it is included and not excluded, and if the function does not refuse it. */
export interface Filters {
  /** All objects are included where there is none. */
  readonly include: readonly ObjectFilter[];
  readonly exclude: readonly ObjectFilter[];
  includeObject?(object: FilteredObject): boolean;
}
