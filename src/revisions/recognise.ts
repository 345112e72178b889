/** Tells revisions and TypeORM's own migrations apart, by brand and by shape, never with instanceof. */

import type { MigrationInterface } from 'typeorm';
import type { Recordable } from './record';

/** On the prototype of every revision, whichever copy of this package made it. */
export const REVISION_BRAND = Symbol.for('typeorm-autogen.revision');

/** What a revision looks like, whichever copy of this package its class extends. */
export interface RevisionLike extends MigrationInterface, Recordable {
  readonly revision: string;
  readonly downRevision: string | readonly string[] | null;
  readonly branchLabels: readonly string[];
  readonly dependsOn: readonly string[];
  readonly transaction?: false;
}

/** A class that makes revisions or migrations. */
export type ClassOf<Instance> = new () => Instance;

/** Whether `value` is an instance of a revision. */
export function isRevision(value: unknown): value is RevisionLike {
  return typeof value === 'object' && value !== null && REVISION_BRAND in value;
}

/** Whether `value` is a class of revisions; the base class itself is none. */
export function isRevisionClass(value: unknown): value is ClassOf<RevisionLike> {
  const prototype = prototypeOf(value);
  return prototype !== undefined && REVISION_BRAND in prototype && !Object.hasOwn(prototype, REVISION_BRAND);
}

/** Whether `value` is a class with TypeORM's `up` and `down`, and no revision. */
export function isMigrationClass(value: unknown): value is ClassOf<MigrationInterface> {
  const prototype = prototypeOf(value);
  if (prototype === undefined || REVISION_BRAND in prototype) return false;
  return 'up' in prototype && typeof prototype.up === 'function' && 'down' in prototype;
}

/** The name under which TypeORM records a migration. */
export function migrationName(migration: MigrationInterface): string {
  return migration.name || migration.constructor.name;
}

/** The time that TypeORM reads from the end of a name, in milliseconds since 1970; 0 where there is none. */
export function migrationTimestamp(name: string): number {
  const digits = name.slice(-13);
  return /^\d{13}$/.test(digits) ? Number(digits) : 0;
}

/** A `downRevision` as a list. */
export function listOf(downRevision: string | readonly string[] | null | undefined): readonly string[] {
  if (downRevision === null || downRevision === undefined) return [];
  return typeof downRevision === 'string' ? [downRevision] : downRevision;
}

function prototypeOf(value: unknown): object | undefined {
  if (typeof value !== 'function') return undefined;
  const prototype: unknown = value.prototype;
  return typeof prototype === 'object' && prototype !== null ? prototype : undefined;
}
