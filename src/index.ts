/**
 * What users import. A revision needs `Revision`, `sql`, `table` and `type`, and that is all that is loaded with this file: an
 * application in production carries no TypeScript loader, no ts-morph and no embedded PostgreSQL into its process.
 * Everything else is loaded when it is called; what an application calls by `require`, since jest, in which applications are
 * tested, knows no `import()`.
 *
 * Whatever fails is an AutogenError with a `code` and a `hint`. Beside what each function says, opening a project may fail
 * (`config-not-found`, `config-throws`, …), and so may connecting (`connection-failed`, …).
 */

export type { AcceptOptions, AcceptResult } from './commands/accept';
export type { AdoptOptions, AdoptOutcome, AdoptResult } from './commands/adopt';
export type { AlteredRevision } from './commands/altered';
export type { CheckOptions, CheckResult } from './commands/check';
export type {
  Against,
  OpenImpossibility,
  OpenLoss,
  OpenLostValue,
  OpenMissingValues,
  OpenQuestion,
} from './commands/comparison';
export type { DiffOptions, DiffResult, PlacedDifference } from './commands/diff';
export type { DryRunOptions, DryRunResult, PlannedRevision } from './commands/dry-run';
export type { EditOptions } from './commands/edit';
export type { InitResult } from './commands/init';
export type {
  BranchPoint,
  CurrentResult,
  HalfDoneRevision,
  HeadsOptions,
  HistoryOptions,
  LostRevision,
  RevisionInfo,
  ShownRevision,
} from './commands/look';
export type { HeadOverlap, MergeOptions, MergeResult } from './commands/merge';
export type { MoveOptions, MoveResult } from './commands/move';
export type { RevisionProof } from './commands/proof';
export type { RevisionOptions, RevisionResult, RowsInTheWay, Verification } from './commands/revision';
export type { ScriptOptions, ScriptResult } from './commands/script';
export type { EnsureVersionResult, StampOptions, StampResult } from './commands/stamp';
export type { StartOptions, StartResult } from './commands/start';
export type { VerifyOptions, VerifyResult } from './commands/verify';
export type { Warning } from './config/data-source';
export { colourPreference, isContinuousIntegration } from './config/environment';
export type { AutogenSettings } from './config/settings';
export type { GivenAnswers, PossibleAnswer } from './diff/answers';
export { AutogenError } from './errors';
export type { TableSpec } from './postgres/operations';
export { Sql, type SqlValue, sql } from './postgres/sql/sql';
export { type BuiltInType, type ColumnType, type TypeOptions, TypeReference, type } from './postgres/sql/types';
export type { ProjectOptions } from './project';
export { type Difference, differenceText, kindWords, lockedText } from './render/describe';
export type { RevisionFile } from './revisions/files';
export type { Operations } from './revisions/operations';
export { Revision } from './revisions/revision';
export { type Columns, type RowOf, type Table, table } from './revisions/table';
export { type CarriedSettings, withAutogen } from './run/carried-settings';
export type { PlannedOperation } from './run/dry-run';
export type { LogEntry, LogOutcome } from './run/history';
export type { Progress } from './run/runner';

export type { FilteredObject, ObjectFilter } from './schema/filter';
export type { Lock, LockMode } from './schema/lock';
export type { Hazard, Operation } from './schema/operation';

type Accept = typeof import('./commands/accept');
type Adopt = typeof import('./commands/adopt');
type Check = typeof import('./commands/check');
type Diff = typeof import('./commands/diff');
type DryRun = typeof import('./commands/dry-run');
type Edit = typeof import('./commands/edit');
type Embedded = typeof import('./commands/embedded');
type Init = typeof import('./commands/init');
type Look = typeof import('./commands/look');
type Merge = typeof import('./commands/merge');
type Move = typeof import('./commands/move');
type Script = typeof import('./commands/script');
type Stamp = typeof import('./commands/stamp');
type Start = typeof import('./commands/start');
type Verify = typeof import('./commands/verify');
type Write = typeof import('./commands/revision');

function start(): Start {
  return require('./commands/start');
}

/**
 * Makes sure that the revisions among an initialized DataSource's `migrations` are all applied; changes nothing.
 *
 * @throws AutogenError `database-not-at-head`, `database-revision-unknown`, `no-revisions`.
 */
export const assertUpToDate: Start['assertUpToDate'] = async (dataSource) => start().assertUpToDate(dataSource);

/**
 * Applies those of an initialized DataSource's `migrations` that are not applied yet. See {@link StartOptions}.
 *
 * @throws AutogenError `operation-failed`, `locked`, `database-revision-unknown`, `no-revisions`, …
 */
export const upgradeOnStart: Start['upgradeOnStart'] = async (dataSource, options) =>
  start().upgradeOnStart(dataSource, options);

/**
 * Do entities, revisions and database agree? See {@link CheckOptions}.
 *
 * @throws AutogenError `database-not-at-head`, `multiple-heads`, `missing-privileges`, …
 */
export const check: Check['check'] = async (options) => (await import('./commands/check.js')).check(options);

/**
 * What leads from one state of the schema to another. See {@link DiffOptions}.
 *
 * @throws AutogenError `same-sides`, `unknown-side`, `cannot-tell`, …
 */
export const diff: Diff['diff'] = async (options) => (await import('./commands/diff.js')).diff(options);

/**
 * Do the revisions keep their promises? See {@link VerifyOptions}.
 *
 * @throws AutogenError `operation-failed` where a revision does not run, …
 */
export const verify: Verify['verify'] = async (options) => (await import('./commands/verify.js')).verify(options);

/**
 * Writes what has changed in the entities as one revision file. See {@link RevisionOptions}.
 *
 * @throws AutogenError `message-missing`, `database-not-at-head`, `multiple-heads`, `not-a-head`, `cannot-tell`, `revision-not-written`, …
 */
export const revision: Write['revision'] = async (options) =>
  (await import('./commands/revision.js')).revision(options);

/**
 * Applies revisions up to a target; `head` by default. See {@link MoveOptions}.
 *
 * @throws AutogenError `unknown-target`, `ambiguous-target`, `operation-failed`, `not-in-one-transaction`, `locked`, `interrupted`, …
 */
export const upgrade: Move['upgrade'] = async (options) => (await import('./commands/move.js')).upgrade(options);

/**
 * Undoes revisions down to a target. See {@link MoveOptions}.
 *
 * @throws AutogenError as {@link upgrade} does, and `walked-too-far`.
 */
export const downgrade: Move['downgrade'] = async (options) => (await import('./commands/move.js')).downgrade(options);

/**
 * What `upgrade` or `downgrade` would run, and what that locks; nothing is run. See {@link DryRunOptions}.
 *
 * @throws AutogenError as the run would before its first statement: `unknown-target`, `half-done`, `not-in-one-transaction`, …
 */
export const dryRun: DryRun['dryRun'] = async (options) => (await import('./commands/dry-run.js')).dryRun(options);

/**
 * Takes over a database that TypeORM's migrations or `synchronize` have made. See {@link AdoptOptions}.
 *
 * @throws AutogenError `nothing-to-adopt`, `replay-failed`, `adoption-undecided`, `baseline-differs`, `cannot-tell`, …
 */
export const adopt: Adopt['adopt'] = async (options) => (await import('./commands/adopt.js')).adopt(options);

/**
 * Joins heads by one revision, unless they touch the same objects. See {@link MergeOptions}.
 *
 * @throws AutogenError `not-a-head`, `unknown-target`, `ambiguous-target`, `revision-not-written`, …
 */
export const merge: Merge['merge'] = async (options) => (await import('./commands/merge.js')).merge(options);

/**
 * Writes down that the database is at revisions, and runs none. See {@link StampOptions}.
 *
 * @throws AutogenError `overlapping-targets`, `database-revision-unknown`, `unknown-target`, …
 */
export const stamp: Stamp['stamp'] = async (options) => (await import('./commands/stamp.js')).stamp(options);

/**
 * Writes down that what has become of applied revisions is right. See {@link AcceptOptions}.
 *
 * @throws AutogenError `nothing-to-accept`, `ambiguous-revision`, `version-table-failed`, …
 */
export const accept: Accept['accept'] = async (options) => (await import('./commands/accept.js')).accept(options);

/**
 * Makes the version table where it is missing.
 *
 * @throws AutogenError `version-table-failed`, …
 */
export const ensureVersion: Stamp['ensureVersion'] = async (options) =>
  (await import('./commands/stamp.js')).ensureVersion(options);

/**
 * Which revisions the database is at.
 *
 * @throws AutogenError `version-table-failed`, …
 */
export const current: Look['current'] = async (options) => (await import('./commands/look.js')).current(options);

/**
 * The revisions, newest first.
 *
 * @throws AutogenError `unknown-target`, `invalid-target`, …
 */
export const history: Look['history'] = async (options) => (await import('./commands/look.js')).history(options);

/**
 * What ran on the database, newest first.
 *
 * @throws AutogenError `version-table-failed`, …
 */
export const log: Look['log'] = async (options) => (await import('./commands/look.js')).log(options);

/**
 * The revisions that none follows.
 *
 * @throws AutogenError those of reading the revisions: `duplicate-revision`, `unknown-down-revision`, `revision-cycle`, …
 */
export const heads: Look['heads'] = async (options) => (await import('./commands/look.js')).heads(options);

/**
 * The revisions that several follow.
 *
 * @throws AutogenError as {@link heads} does.
 */
export const branches: Look['branches'] = async (options) => (await import('./commands/look.js')).branches(options);

/**
 * Opens the files of a target's revisions in the person's editor.
 *
 * @throws AutogenError `no-editor`, `no-terminal`, `editor-failed`, `nothing-to-edit`, `unknown-target`, …
 */
export const edit: Edit['edit'] = async (options) => (await import('./commands/edit.js')).edit(options);

/**
 * What a target's revisions do, as text and as SQL.
 *
 * @throws AutogenError `unknown-target`, `ambiguous-target`, `offline-query`, …
 */
export const show: Look['show'] = async (options) => (await import('./commands/look.js')).show(options);

/**
 * What an upgrade or a downgrade runs, as a script. See {@link ScriptOptions}.
 *
 * @throws AutogenError `offline-query` (`at`: the file and the line) when a revision asks the database, `typeorm-migration`, `unknown-target`, …
 */
export const script: Script['script'] = async (options) => (await import('./commands/script.js')).script(options);

/**
 * What a project needs before its first revision.
 *
 * @throws AutogenError `packages-missing`, `init-failed`; nothing is left behind.
 */
export const init: Init['init'] = async (options) => (await import('./commands/init.js')).init(options);

/**
 * Starts the project's embedded PostgreSQL until it is stopped.
 *
 * @throws AutogenError `embedded-failed`, …
 */
export const startEmbedded: Embedded['startEmbedded'] = async (options) =>
  (await import('./commands/embedded.js')).startEmbedded(options);

/**
 * Stops the project's embedded PostgreSQL.
 *
 * @throws AutogenError `embedded-failed`, …
 */
export const stopEmbedded: Embedded['stopEmbedded'] = async (options) =>
  (await import('./commands/embedded.js')).stopEmbedded(options);

/**
 * The URL of the project's embedded PostgreSQL.
 *
 * @throws AutogenError `embedded-failed`, …
 */
export const embeddedUrl: Embedded['embeddedUrl'] = async (options) =>
  (await import('./commands/embedded.js')).embeddedUrl(options);
