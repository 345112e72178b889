/** Proof by doing: revisions run up, down and up again on a scratch database, and what is there is compared each time. */

import { kinds } from '../autogen';
import { diff } from '../diff/diff';
import { AutogenError } from '../errors';
import { reflect } from '../postgres/reflect';
import { type Database, ownTables, type Project } from '../project';
import { type Difference, differenceOf } from '../render/describe';
import type { RevisionFile } from '../revisions/files';
import type { RevisionGraph } from '../revisions/graph';
import { pathTo } from '../revisions/targets';
import { run } from '../run/runner';
import type { Step } from '../run/step';
import { kindOf } from '../schema/kind';
import type { ObjectId } from '../schema/object';
import type { Schema } from '../schema/schema';

/** What running one revision up, down and up again has shown; nothing is there to say where it has kept its promises. */
export interface RevisionProof {
  readonly revision: string;
  readonly message: string;
  /** Absolute. */
  readonly file: string;
  /** What its downgrade leaves otherwise than it was before the upgrade. */
  readonly notRestored: readonly Difference[];
  /** What its second upgrade makes otherwise than the first one. */
  readonly notRepeated: readonly Difference[];
}

/** Whether a revision has kept its promises. */
export function isProved({ notRestored, notRepeated }: RevisionProof): boolean {
  return notRestored.length + notRepeated.length === 0;
}

/** Whether something is a table that running revisions makes by itself, TypeORM's own ones too, or a part of one. */
export function isBookkeeping(project: Project, { context, tables }: Database): (object: ObjectId) => boolean {
  const own = [
    ...ownTables(project.config, context).map(({ path }) => path),
    ...[tables.migrationsTable, context.metadataTable].flatMap((table) =>
      table === undefined ? [] : [[table.schema ?? context.defaultSchema, table.name]],
    ),
  ];
  return ({ path }) => own.some((table) => table.every((name, place) => path[place] === name));
}

/** Runs revisions on an empty database. */
export class Prover {
  readonly #project: Project;
  readonly #graph: RevisionGraph<RevisionFile>;
  readonly #database: Database;
  readonly #isBookkeeping: (object: ObjectId) => boolean;

  constructor(project: Project, graph: RevisionGraph<RevisionFile>, database: Database) {
    this.#project = project;
    this.#graph = graph;
    this.#database = database;
    this.#isBookkeeping = isBookkeeping(project, database);
  }

  /** All revisions, each behind those that it needs. */
  path(): readonly RevisionFile[] {
    return pathTo(this.#graph, [], 'upgrade', 'heads').map(({ revision }) => revision);
  }

  /** @throws AutogenError `operation-failed`, and whatever else running revisions has to complain about. */
  async upgrade(revisions: readonly RevisionFile[]): Promise<void> {
    await this.#run(revisions.map((revision) => ({ revision, direction: 'upgrade' })));
  }

  /** @throws AutogenError as {@link upgrade} does. */
  async prove(revision: RevisionFile): Promise<RevisionProof> {
    const before = await this.#read();
    await this.#run([{ revision, direction: 'upgrade' }]);
    const made = await this.#read();
    await this.#run([{ revision, direction: 'downgrade' }]);
    const restored = await this.#read();
    await this.#run([{ revision, direction: 'upgrade' }]);
    const { id, message, file } = revision;
    return {
      ...{ revision: id, message, file },
      notRestored: this.#differences(before, restored),
      notRepeated: this.#differences(made, await this.#read()),
    };
  }

  async #run(steps: readonly Step<RevisionFile>[]): Promise<void> {
    const { client, context, tables } = this.#database;
    const load = (revision: RevisionFile) => this.#project.load(revision);
    try {
      await run({ client, graph: this.#graph, context, tables, plan: () => steps, load });
    } catch (error) {
      if (!(error instanceof AutogenError)) throw error;
      const { code, message, hint, at, cause, exitCode } = error;
      const whole = `Replayed on an empty scratch database, the revisions fail: ${message}`;
      throw new AutogenError(code, whole, { hint, at, cause, exitCode });
    }
  }

  #read(): Promise<Schema> {
    const { connection, context } = this.#database;
    return reflect(connection, context);
  }

  /** Without the tables that running revisions makes by itself, and what a downgrade leaves to others: extensions, triggers. */
  #differences(before: Schema, after: Schema): Difference[] {
    return diff(before, after)
      .filter((change) => {
        const object = change.verb === 'alter' ? change.after : change.object;
        const { disappear } = kindOf(kinds, object);
        if (this.#isBookkeeping(object) || disappear === 'stay') return false;
        return change.verb === 'alter' || disappear !== 'keep';
      })
      .map(differenceOf);
  }
}
