/** What `revision` and `merge` share: the place of a new revision among the others, and its file. */

import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { AutogenError } from '../errors';
import type { Project } from '../project';
import { fileName, formatWithProject, type RevisionBody, type RevisionHead, renderRevision } from '../render/revision';
import { filesOf, type RevisionFile } from '../revisions/files';
import { RevisionGraph } from '../revisions/graph';
import { hazardsOf, mustRunAlone } from '../revisions/operations';
import type { Operation } from '../schema/operation';

/** What a person says about a new revision. */
export interface NewRevision {
  readonly message: string;
  /** The id, instead of a random one. */
  readonly revId?: string | undefined;
  /** @default now */
  readonly createDate?: Date | undefined;
}

/** Whom a new revision follows, and the like. */
export interface NewPlace {
  readonly downRevisions: readonly string[];
  readonly dependsOn: readonly string[];
  readonly branchLabels: readonly string[];
}

/**
 * The head of a new revision that the graph takes.
 *
 * @throws AutogenError `invalid-revision-id`, `duplicate-revision`, `duplicate-branch-label`.
 */
export function newHead(graph: RevisionGraph<RevisionFile>, options: NewRevision, place: NewPlace): RevisionHead {
  const { downRevisions, dependsOn, branchLabels } = place;
  const head: RevisionHead = {
    revision: options.revId ?? randomBytes(6).toString('hex'),
    downRevision: downRevisions.length > 1 ? downRevisions : (downRevisions[0] ?? null),
    branchLabels,
    dependsOn,
    message: options.message,
    createDate: options.createDate ?? new Date(),
  };
  // The graph itself says whether it takes the new one.
  const node = { id: head.revision, ...place, file: fileName(head), timestamp: head.createDate.getTime() };
  RevisionGraph.of([...[...graph].map((known) => ({ ...known })), node]);
  if (!/^\w+$/.test(head.revision)) {
    throw new AutogenError('invalid-revision-id', `${JSON.stringify(head.revision)} cannot be the id of a revision.`, {
      hint: 'use letters, digits and underscores: autogen revision --rev-id add_votes',
    });
  }
  return head;
}

/**
 * The folder that a new revision goes to: beside what it follows, so that a branch stays in its folder.
 *
 * @param asked - by a person; relative to the configuration.
 * @throws AutogenError `unknown-version-path` for a folder that revisions are not read from.
 */
export function folderFor(
  { config: { settings, root } }: Project,
  graph: RevisionGraph<RevisionFile>,
  head: RevisionHead,
  asked?: string,
): string {
  const folders = [settings.migrations, ...settings.versionLocations];
  if (asked === undefined) {
    const [parent = ''] = [head.downRevision ?? []].flat();
    const beside = dirname(graph.get(parent)?.file ?? '');
    return folders.includes(beside) ? beside : settings.migrations;
  }
  const folder = resolve(root, asked);
  if (folders.includes(folder)) return folder;
  throw new AutogenError(
    'unknown-version-path',
    `No revisions are read from ${folder}, only from ${folders.join(' and ')}.`,
    {
      hint: `add it to versionLocations in the settings, or name another one: --version-path ${relative(root, folders.at(-1)!)}`,
    },
  );
}

/** What a revision does, with what it may cost. */
export function bodyOf(upgrade: readonly Operation[], downgrade: readonly Operation[]): RevisionBody {
  const withHazards = (operation: Operation) => ({ operation, hazards: hazardsOf(operation) });
  return {
    upgrade: upgrade.map(withHazards),
    downgrade: downgrade.map(withHazards),
    withoutTransaction: [...upgrade, ...downgrade].some(mustRunAlone),
  };
}

/**
 * Writes a revision, or only says what it would be. Two commands that write at once would write the same twice: what came
 * to the folders since they were read stops this one, before it has written or at once after.
 *
 * @param graph - what was in the folders when it was decided what to write.
 * @throws AutogenError `revision-not-written`, `revision-added`.
 */
export async function writeRevision(
  project: Project,
  graph: RevisionGraph<RevisionFile>,
  head: RevisionHead,
  body: RevisionBody,
  { folder, isDry }: { readonly folder: string; readonly isDry: boolean },
): Promise<{ readonly file: string; readonly text: string }> {
  const file = join(folder, fileName(head));
  const text = await formatWithProject(renderRevision(head, body), file);
  if (isDry) return { file, text };
  const { migrations, versionLocations } = project.config.settings;
  const known = new Set([...[...graph].map((revision) => revision.file), file]);
  const refuseAdded = () => {
    const added = [migrations, ...versionLocations].flatMap(filesOf).find((one) => !known.has(one));
    if (added !== undefined) throw revisionAdded(added);
  };
  refuseAdded();
  await writeNew(file, text);
  try {
    refuseAdded();
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
  return { file, text };
}

function revisionAdded(file: string): AutogenError {
  return new AutogenError('revision-added', `${file} was written while this command ran; this one wrote nothing.`, {
    hint: 'run the command again',
    at: file,
  });
}

/** Never over a file that is there. */
async function writeNew(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'EEXIST' ? 'there is a file of that name already' : message;
    throw new AutogenError('revision-not-written', `The revision cannot be written to ${file}: ${reason}.`, {
      hint: code === 'EEXIST' ? 'run the command again' : `make the folder writable, then run the command again`,
      at: file,
      cause: error,
    });
  }
}
