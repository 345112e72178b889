/**
 * Files → what the graph must know about them. A file is run only where its head cannot be told without, and again when
 * the revision itself is run ({@link loadRevision}). Prints nothing, writes nothing.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { sep } from 'node:path';
import type { MigrationInterface } from 'typeorm';
import { AutogenError } from '../errors';
import { type RevisionComment, type RevisionHead, scanRevisionFile } from './head';
import { type MigrationNode, plainNode, revisionNode, withParents } from './plain-migrations';
import { codeOf, reasonOf } from './reason';
import {
  type ClassOf,
  isMigrationClass,
  isRevision,
  isRevisionClass,
  listOf,
  migrationName,
  migrationTimestamp,
  type RevisionLike,
} from './recognise';

/** Runs a file and returns its module. */
export type LoadModule = (file: string) => Promise<unknown>;

/** A revision as its file describes it. */
export interface RevisionFile extends MigrationNode {
  /** What it does, in its author's words; several lines are possible. */
  readonly message: string;
  /** As the file says: `2026-11-20 15:03:20 UTC`. */
  readonly createDate: string | undefined;
}

/** What was read of revisions that were not run. */
const texts = new WeakMap<RevisionFile, string>();

/** The text of a revision's file, where it is at hand. */
export function textOf(revision: RevisionFile): string | undefined {
  return texts.get(revision);
}

/** The name of a module: no hidden one, no `index`, no declarations and no test. */
const MODULE = /^(?!\.|index\.[^.]+$).+(?<!\.(?:d|test|spec))\.[cm]?[jt]s$/s;

/**
 * The revisions of some folders, in the order of their files' names. Folders inside them are not read; neither are
 * declaration files, tests, and `index` files, which repeat what is elsewhere. Beside `x.ts`, `x.js` is its output.
 *
 * @param folders - absolute.
 * @param load - called for files whose head cannot be read from the text.
 * @throws AutogenError `migrations-folder-missing`, `migrations-folder-unreadable`, `revision-file-unreadable`,
 *   `no-revision-in-file`, `several-revisions-in-file`, `revision-file-failed`, and whatever AutogenError `load` throws.
 */
export async function readRevisionFiles(
  folders: readonly string[],
  load: LoadModule,
): Promise<readonly RevisionFile[]> {
  const found: RevisionFile[] = [];
  for (const file of folders.flatMap(filesOf)) {
    const text = readText(file);
    const { head, comment } = scanRevisionFile(text);
    if (head !== undefined) {
      const revision = fromHead(file, head, comment);
      texts.set(revision, text);
      found.push(revision);
    } else found.push(...(await fromModule(file, comment, load)));
  }
  return withParents(found);
}

/**
 * An instance of the revision, ready to be run.
 *
 * @throws AutogenError `revision-changed` when the file now says something else than was read from it, and as
 *   {@link readRevisionFiles} does.
 */
export async function loadRevision(
  revision: RevisionFile,
  load: LoadModule,
): Promise<RevisionLike | MigrationInterface> {
  const instances = await instancesOf(revision.file, load);
  const instance = instances.find((one) => migrationName(one) === revision.name);
  if (instance === undefined) throw changed(revision, `no class ${revision.name}`);
  if (isRevision(instance)) {
    const now = revisionNode(instance, revision.file);
    for (const fact of ['id', 'downRevisions', 'dependsOn', 'branchLabels'] as const) {
      if (JSON.stringify(now[fact]) !== JSON.stringify(revision[fact])) throw changed(revision, `another ${fact}`);
    }
  }
  return instance;
}

/** The revision files of a folder, by name; read by nobody yet. */
export function filesOf(folder: string): readonly string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    throw unreadableFolder(folder, error);
  }
  const present = new Set(names);
  return names
    .filter((name) => MODULE.test(name) && !(name.endsWith('js') && present.has(`${name.slice(0, -2)}ts`)))
    .sort()
    .map((name) => `${folder}${sep}${name}`);
}

/** Synchronous: ten thousand small files are read three times faster so. */
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new AutogenError('revision-file-unreadable', `${file} cannot be read: ${reasonOf(error)}.`, {
      hint: codeOf(error) === 'EISDIR' ? 'move it out of the migrations folder' : 'check the permissions of the file',
      at: file,
      cause: error,
    });
  }
}

async function fromModule(
  file: string,
  comment: RevisionComment | undefined,
  load: LoadModule,
): Promise<readonly RevisionFile[]> {
  const instances = await instancesOf(file, load);
  return instances.map((instance): RevisionFile => {
    const name = migrationName(instance);
    const about = { message: comment?.message || words(name), createDate: comment?.createDate };
    return { ...(isRevision(instance) ? revisionNode(instance, file) : plainNode(instance, file)), ...about };
  });
}

function fromHead(file: string, head: RevisionHead, comment: RevisionComment | undefined): RevisionFile {
  return {
    id: head.revision,
    downRevisions: listOf(head.downRevision),
    dependsOn: head.dependsOn,
    branchLabels: head.branchLabels,
    file,
    timestamp: migrationTimestamp(head.name),
    origin: 'autogen',
    name: head.name,
    message: comment?.message || words(head.name),
    createDate: comment?.createDate,
  };
}

/** One instance of each migration that the module exports. */
async function instancesOf(file: string, load: LoadModule): Promise<readonly (RevisionLike | MigrationInterface)[]> {
  const classes = exportedClasses(await loadModule(file, load));
  const revisions = classes.filter(isRevisionClass);
  if (classes.length === 0) {
    throw new AutogenError('no-revision-in-file', `${file} exports no Revision.`, {
      hint: 'export one class that extends Revision, or move the file out of the migrations folder',
      at: file,
    });
  }
  if (revisions.length > 1 || (revisions.length === 1 && classes.length > 1)) {
    throw new AutogenError(
      'several-revisions-in-file',
      `${file} exports several revisions: ${classes.map(({ name }) => name).join(', ')}.`,
      { hint: 'one file, one revision: move the others to files of their own', at: file },
    );
  }
  try {
    return classes.map((migration) => new migration());
  } catch (error) {
    throw failed(file, error);
  }
}

async function loadModule(file: string, load: LoadModule): Promise<unknown> {
  try {
    return await load(file);
  } catch (error) {
    throw error instanceof AutogenError ? error : failed(file, error);
  }
}

function exportedClasses(module: unknown): readonly ClassOf<RevisionLike | MigrationInterface>[] {
  const exports = valuesOf(module);
  // A CommonJS module that was imported has its exports behind `default` too.
  const behind = typeof module === 'object' && module !== null && 'default' in module ? valuesOf(module.default) : [];
  const all = new Set<unknown>([...exports, ...behind, module]);
  return [...all].filter((value) => isRevisionClass(value) || isMigrationClass(value));
}

function valuesOf(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}

/** `AddVotesTable1795186980000` → `add votes table`: the message of a file whose comment is gone. */
function words(name: string): string {
  return name
    .replace(/\d{13}$/, '')
    .replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .toLowerCase();
}

function unreadableFolder(folder: string, error: unknown): AutogenError {
  const code = codeOf(error);
  if (code === 'ENOENT') {
    return new AutogenError('migrations-folder-missing', `The migrations folder ${folder} does not exist.`, {
      hint: `mkdir -p ${folder}`,
      at: folder,
      cause: error,
    });
  }
  const reason = code === 'ENOTDIR' ? 'is not a folder' : `cannot be read: ${reasonOf(error)}`;
  return new AutogenError('migrations-folder-unreadable', `The migrations folder ${folder} ${reason}.`, {
    hint: 'check its permissions, or name another folder in the settings (migrations)',
    at: folder,
    cause: error,
  });
}

function failed(file: string, error: unknown): AutogenError {
  return new AutogenError('revision-file-failed', `${file} could not be loaded: ${reasonOf(error)}`, {
    hint: 'correct the file; the stack is shown with --verbose',
    at: file,
    cause: error,
  });
}

function changed(revision: RevisionFile, what: string): AutogenError {
  return new AutogenError('revision-changed', `${revision.file} has ${what} since it was read.`, {
    hint: 'run the command again',
    at: revision.file,
  });
}
