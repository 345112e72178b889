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

/**
 * ```
 *                      ┌── bbbb1111 ── bbbb2222 (billing)
 * aaaa1111 ── aaaa2222 ┤
 *                      └── cccc1111 ── cccc2222 (search)
 * ```
 */
export const forked = graphOf(
  {
    aaaa1111: [],
    aaaa2222: ['aaaa1111'],
    bbbb1111: ['aaaa2222'],
    cccc1111: ['aaaa2222'],
    bbbb2222: ['bbbb1111'],
    cccc2222: ['cccc1111'],
  },
  { labels: { bbbb1111: ['billing'], cccc1111: ['search'] } },
);

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
