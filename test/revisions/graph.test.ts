import { RevisionGraph } from '../../src/revisions/graph';
import { rowChanges, rowsAfter } from '../../src/revisions/version-rows';
import { graphOf, outcome } from './graph';

const ids = (nodes: Iterable<{ readonly id: string }>) => [...nodes].map(({ id }) => id);

//           ┌── b1 ── b2 ──┐
// root ── a              m ── z
//           └── c1 ────────┘

const diamond = () => graphOf({ root: [], a: ['root'], b1: ['a'], c1: ['a'], b2: ['b1'], m: ['b2', 'c1'], z: ['m'] });

describe('the graph', () => {
  test('tells heads, bases, branch points and merge points', () => {
    const graph = diamond();
    expect(graph.heads).toEqual(['z']);
    expect(graph.bases).toEqual(['root']);
    expect(graph.branchPoints).toEqual(['a']);
    expect(graph.mergePoints).toEqual(['m']);
    expect(graph.children('a')).toEqual(['b1', 'c1']);
  });

  test('lists newest first, each before what it needs, a branch staying together', () => {
    expect(ids(diamond())).toEqual(['z', 'm', 'b2', 'b1', 'c1', 'a', 'root']);
  });

  test('lists branches one after the other, the newest first, whatever their times', () => {
    const graph = graphOf({ a1: [], b1: [], c1: [], a2: ['a1'], c2: ['c1'], b2: ['b1'], a3: ['a2'] });
    expect(ids(graph)).toEqual(['a3', 'a2', 'a1', 'b2', 'b1', 'c2', 'c1']);
  });

  test('a dependency orders revisions and makes no head of the one depended upon a child', () => {
    const graph = graphOf({ a1: [], b1: [], b2: ['b1'], a2: ['a1'] }, { dependsOn: { b2: ['a1'] } });
    expect(graph.heads).toEqual(['b2', 'a2']);
    expect(graph.tips).toEqual(['b2', 'a2']);
    expect(graph.requirements('b2')).toEqual(['b1', 'a1']);
    expect([...graph.ancestors(['b2'])].sort()).toEqual(['a1', 'b1', 'b2']);
    expect([...graph.descendants(['a1'])].sort()).toEqual(['a1', 'a2', 'b2']);
    expect([...graph.lineage('a1')].sort()).toEqual(['a1', 'a2']);
  });

  test('a head that another branch depends on is a head and no tip', () => {
    const graph = graphOf({ a1: [], b1: [] }, { dependsOn: { b1: ['a1'] } });
    expect(graph.heads).toEqual(['a1', 'b1']);
    expect(graph.tips).toEqual(['b1']);
  });

  test('dependsOn may name a branch label', () => {
    const graph = graphOf({ a1: [], b1: [] }, { labels: { a1: ['billing'] }, dependsOn: { b1: ['billing'] } });
    expect(graph.requirements('b1')).toEqual(['a1']);
  });

  test('a label names its branch, back to where the branch began', () => {
    const graph = graphOf({ a: [], b1: ['a'], c1: ['a'], b2: ['b1'], b3: ['b2'] }, { labels: { b2: ['billing'] } });
    expect(['a', 'b1', 'b2', 'b3', 'c1'].filter((id) => graph.branches(id).includes('billing'))).toEqual([
      'b1',
      'b2',
      'b3',
    ]);
  });

  test('ten thousand revisions are ordered in well under a second', () => {
    const parents: Record<string, string[]> = {};
    for (let index = 0; index < 10_000; index += 1) parents[`r${index}`] = index === 0 ? [] : [`r${index - 1}`];
    const started = performance.now();
    const graph = graphOf(parents);
    expect(ids(graph)[0]).toBe('r9999');
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  test.each([
    [
      'a duplicate id',
      () => [node('aaaa', [], 'x.ts'), node('aaaa', [], 'y.ts')],
      'duplicate-revision',
      /aaaa is in two files: x\.ts and y\.ts/,
    ],
    [
      'a parent without a file',
      () => [node('bbbb', ['aaaa'], 'y.ts')],
      'unknown-down-revision',
      /y\.ts follows revision aaaa/,
    ],
    [
      'a cycle',
      () => [node('aaaa', ['cccc'], 'x.ts'), node('bbbb', ['aaaa'], 'y.ts'), node('cccc', ['bbbb'], 'z.ts')],
      'revision-cycle',
      /cccc → bbbb → aaaa → cccc \(z\.ts, y\.ts, x\.ts\)/,
    ],
    [
      'a revision that follows itself',
      () => [node('aaaa', ['aaaa'], 'x.ts')],
      'revision-cycle',
      /aaaa → aaaa \(x\.ts\)/,
    ],
    [
      'a cycle above a base',
      () => [node('root', [], 'r.ts'), node('aaaa', ['root', 'bbbb'], 'x.ts'), node('bbbb', ['aaaa'], 'y.ts')],
      'revision-cycle',
      /circle: bbbb → aaaa → bbbb \(y\.ts, x\.ts\)/,
    ],
    ['an id that means something else', () => [node('head', [], 'x.ts')], 'invalid-revision-id', /"head" in x\.ts/],
    ['an id with a sign', () => [node('ab-cd', [], 'x.ts')], 'invalid-revision-id', /"ab-cd" in x\.ts/],
    [
      'an unknown dependency',
      () => [{ ...node('aaaa', [], 'x.ts'), dependsOn: ['zzzz'] }],
      'unknown-depends-on',
      /^x\.ts depends on zzzz, which is neither a revision nor a branch label in any file\.$/,
    ],
    [
      'one label in two files',
      () => [
        { ...node('aaaa', [], 'x.ts'), branchLabels: ['billing'] },
        { ...node('bbbb', [], 'y.ts'), branchLabels: ['billing'] },
      ],
      'duplicate-branch-label',
      /billing is in two files: x\.ts and y\.ts/,
    ],
  ])('refuses %s and names the files', (_title, nodes, code, message) => {
    const result = outcome(() => RevisionGraph.of(nodes()));
    expect(result).toMatchObject({ code, message: expect.stringMatching(message), hint: expect.stringMatching(/./) });
  });
});

describe('the rows of the version table', () => {
  const walk = (
    graph: ReturnType<typeof graphOf>,
    rows: readonly string[],
    direction: 'upgrade' | 'downgrade',
    path: readonly string[],
  ) => {
    const all: (readonly unknown[])[] = [];
    let now = rows;
    for (const id of path) {
      const changes = rowChanges(graph, now, id, direction);
      all.push(changes);
      now = rowsAfter(now, changes);
    }
    return { changes: all, rows: now };
  };

  test('move along a line by update, fork by insert, merge by delete and update', () => {
    const { changes, rows } = walk(diamond(), [], 'upgrade', ['root', 'a', 'b1', 'c1', 'b2', 'm']);
    expect(changes).toEqual([
      [{ change: 'insert', id: 'root' }],
      [{ change: 'update', from: 'root', to: 'a' }],
      [{ change: 'update', from: 'a', to: 'b1' }],
      [{ change: 'insert', id: 'c1' }],
      [{ change: 'update', from: 'b1', to: 'b2' }],
      [
        { change: 'delete', id: 'b2' },
        { change: 'update', from: 'c1', to: 'm' },
      ],
    ]);
    expect(rows).toEqual(['m']);
  });

  test('come back the same way', () => {
    const { changes, rows } = walk(diamond(), ['m'], 'downgrade', ['m', 'b2', 'b1', 'c1', 'a', 'root']);
    expect(changes).toEqual([
      [
        { change: 'insert', id: 'b2' },
        { change: 'update', from: 'm', to: 'c1' },
      ],
      [{ change: 'update', from: 'b2', to: 'b1' }],
      [{ change: 'delete', id: 'b1' }],
      [{ change: 'update', from: 'c1', to: 'a' }],
      [{ change: 'update', from: 'a', to: 'root' }],
      [{ change: 'delete', id: 'root' }],
    ]);
    expect(rows).toEqual([]);
  });

  test('a revision takes the place of the head it depends on, and gives it back', () => {
    const graph = graphOf({ a1: [], b1: [] }, { dependsOn: { b1: ['a1'] } });
    expect(rowChanges(graph, ['a1'], 'b1', 'upgrade')).toEqual([{ change: 'update', from: 'a1', to: 'b1' }]);
    expect(rowChanges(graph, ['b1'], 'b1', 'downgrade')).toEqual([{ change: 'update', from: 'b1', to: 'a1' }]);
  });

  test.each([
    ['upgrade', ['z'], 'a', 'already-applied', 'Revision a is applied already.', 'autogen current'],
    [
      'upgrade',
      ['a'],
      'm',
      'parent-not-applied',
      'Revision m needs b2 and c1, which is not applied.',
      'autogen upgrade m',
    ],
    [
      'downgrade',
      ['m'],
      'b2',
      'revision-not-head',
      'Revision b2 cannot be undone while m stands on it.',
      'autogen downgrade b2-1',
    ],
    ['downgrade', ['a'], 'b2', 'revision-not-head', 'Revision b2 is not applied.', 'autogen current'],
  ] as const)('%s from %j refuses %s', (direction, rows, id, code, message, hint) => {
    expect(outcome(() => rowChanges(diamond(), rows, id, direction))).toEqual({ code, message, hint });
  });
});

function node(id: string, downRevisions: readonly string[], file: string) {
  return { id, downRevisions, file, dependsOn: [] as string[], branchLabels: [] as string[], timestamp: 0 };
}
