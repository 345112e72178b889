/** `autogen edit`: the file of a revision, in the person's editor. */

import { spawn } from 'node:child_process';
import { editorCommand } from '../config/environment';
import { AutogenError } from '../errors';
import { type ProjectOptions, withProject } from '../project';
import { resolveTarget } from '../revisions/targets';
import { placeFor } from './without-database';

/** What to open. */
export interface EditOptions extends ProjectOptions {
  /** `head`, an id or the beginning of one, … */
  readonly target: string;
  /** Whether the editor has a terminal to show itself in. */
  readonly hasTerminal: boolean;
}

/**
 * Opens the files of a target's revisions, and waits until the editor has ended.
 *
 * @returns the files, absolute.
 * @throws AutogenError `no-editor`, `no-terminal`, `editor-failed`, `nothing-to-edit`, `unknown-target`, …
 */
export async function edit(options: EditOptions): Promise<{ readonly files: readonly string[] }> {
  const files = await withProject(options, async (project) => {
    const graph = await project.revisions();
    const place = await placeFor(project, graph, [options.target]);
    return resolveTarget(graph, place, options.target).map(({ file }) => file);
  });
  if (files.length === 0) {
    throw new AutogenError('nothing-to-edit', `${options.target} names no revision.`, { hint: 'autogen history' });
  }
  const editor = editorCommand();
  const opens = files.join(' and ');
  if (editor === undefined) {
    throw new AutogenError('no-editor', `Neither VISUAL nor EDITOR says with which editor to open ${opens}.`, {
      hint: `EDITOR=vi autogen edit ${options.target}`,
    });
  }
  if (!options.hasTerminal) {
    throw new AutogenError('no-terminal', `There is no terminal for the editor (${editor}) to open ${opens} in.`, {
      hint: 'open the file yourself, or run the command in a terminal, without --json and with CI unset',
    });
  }
  await run(editor, files);
  return { files };
}

/** Through a shell: an editor may come with arguments, as in `code --wait`. */
async function run(editor: string, files: readonly string[]): Promise<void> {
  const child =
    process.platform === 'win32'
      ? spawn(`${editor} ${files.map((file) => `"${file}"`).join(' ')}`, { stdio: 'inherit', shell: true })
      : spawn('sh', ['-c', `${editor} "$@"`, editor, ...files], { stdio: 'inherit' });
  const end = await new Promise<string>((resolve) => {
    child.once('error', ({ message }) => resolve(message));
    child.once('close', (code, signal) => resolve(code === 0 ? '' : `it ended with ${signal ?? `exit code ${code}`}`));
  });
  if (end === '') return;
  throw new AutogenError('editor-failed', `The editor ${editor} failed on ${files.join(' and ')}: ${end}.`, {
    hint: 'say which editor to use in VISUAL or EDITOR, then run the command again',
  });
}
