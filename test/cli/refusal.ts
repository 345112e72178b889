/** What a command that is refused says and leaves: one sentence, a code, a hint, an exit code, and everything as it was. */

import type { Project, RunOptions } from './command';

/** What is expected of a refused command. */
export interface Refusal {
  readonly code: string;
  readonly message: string | RegExp;
  readonly hint: string | RegExp;
  readonly exit?: number;
}

/** Runs a command that must be refused, for people and with --json, and makes sure that it left everything as it was. */
export async function expectRefusal(
  project: Project,
  args: readonly string[],
  { code, message, hint, exit = 1 }: Refusal,
  options: RunOptions = {},
): Promise<void> {
  const before = await stateOf(project);
  const { stdout, stderr, code: exitCode } = await project.autogen(args, options);
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: exit });
  const [, said, printedCode, advice] = /(?:^|\n)error: ([\s\S]*)\ncode: (\S+)\n(?:at: .*\n)?hint: (.*)\n$/.exec(
    stderr,
  ) ?? [stderr];
  expect({ said, printedCode, advice }).toEqual({ said: matching(message), printedCode: code, advice: matching(hint) });
  expect(stderr).not.toMatch(/\n {4}at /);

  const { object, code: exitOfJson } = await project.json(args, options);
  expect({ object, exitOfJson }).toMatchObject({
    object: { ok: false, error: { code, message: expect.any(String), hint: expect.any(String) } },
    exitOfJson: exit,
  });
  expect(await stateOf(project)).toEqual(before);
}

function matching(expected: string | RegExp): unknown {
  return typeof expected === 'string' ? expected : expect.stringMatching(expected);
}

/** Everything that a refused command must leave as it was. */
export async function stateOf(project: Project): Promise<unknown> {
  const catalog = project.database === undefined ? [] : await project.catalog().catch(() => ['unreadable']);
  const versions = project.database === undefined ? [] : await project.versions().catch(() => []);
  return { files: project.files(), catalog, versions };
}
