import { RevisionGraph, type RevisionNode } from '../../src/revisions/graph';

/** `graphOf({ aaaa: [], bbbb: ['aaaa'] })`: each revision with its parents; later ones are newer. */
export function graphOf(
  parents: Readonly<Record<string, readonly string[]>>,
  more: {
    readonly dependsOn?: Readonly<Record<string, readonly string[]>>;
    readonly labels?: Readonly<Record<string, readonly string[]>>;
  } = {},
): RevisionGraph<RevisionNode> {
  return RevisionGraph.of(
    Object.entries(parents).map(([id, downRevisions], index) => ({
      id,
      downRevisions,
      dependsOn: more.dependsOn?.[id] ?? [],
      branchLabels: more.labels?.[id] ?? [],
      file: `migrations/${id}.ts`,
      timestamp: 1_795_186_980_000 + index,
    })),
  );
}

/** What a call comes to: its value, or the code and message of its error. */
export function outcome<Value>(work: () => Value): Value | { code: string; message: string; hint: string } {
  try {
    return work();
  } catch (error) {
    const { code, message, hint } = error as { code: string; message: string; hint: string };
    if (code === undefined) throw error;
    return { code, message, hint };
  }
}
