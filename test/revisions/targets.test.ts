import { rangeNeedsCurrent, targetNeedsCurrent } from '../../src/revisions/target-syntax';
import { downgradePath, resolveRange, resolveTarget, upgradePath } from '../../src/revisions/targets';
import { forked, graphOf, outcome } from './graph';

const line = graphOf({ aaaa1111: [], aaaa2222: ['aaaa1111'], bbbb1111: ['aaaa2222'], dddd1111: ['bbbb1111'] });
const merged = graphOf({
  aaaa1111: [],
  bbbb1111: ['aaaa1111'],
  cccc1111: ['aaaa1111'],
  eeee1111: ['bbbb1111', 'cccc1111'],
  ffff1111: ['eeee1111'],
});
// Two bases; the second line needs the first one's first revision.
const depending = graphOf(
  { aaaa1111: [], aaaa2222: ['aaaa1111'], bbbb1111: [], bbbb2222: ['bbbb1111'] },
  { dependsOn: { bbbb2222: ['aaaa1111'] }, labels: { bbbb1111: ['billing'] } },
);
const graphs = { line, forked, merged, depending, empty: graphOf({}) };

const run = (work: () => readonly { readonly id: string }[]) => {
  const result = outcome(work);
  return 'code' in result ? result.code : result.map(({ id }) => id).join(' ');
};

describe('upgrade goes to', () => {
  test.each([
    // Found.
    ['line', '', 'head', 'aaaa1111 aaaa2222 bbbb1111 dddd1111'],
    ['line', 'aaaa2222', 'head', 'bbbb1111 dddd1111'],
    ['line', 'dddd1111', 'head', ''],
    ['line', '', 'heads', 'aaaa1111 aaaa2222 bbbb1111 dddd1111'],
    ['line', '', 'aaaa2222', 'aaaa1111 aaaa2222'],
    ['line', '', 'bbbb', 'aaaa1111 aaaa2222 bbbb1111'],
    ['line', '', 'bbb', 'aaaa1111 aaaa2222 bbbb1111'],
    ['line', '', 'b', 'aaaa1111 aaaa2222 bbbb1111'],
    ['line', '', 'b+1', 'aaaa1111 aaaa2222 bbbb1111 dddd1111'],
    ['line', '', '+2', 'aaaa1111 aaaa2222'],
    ['line', 'aaaa1111', '+1', 'aaaa2222'],
    ['line', '', 'aaaa2222+1', 'aaaa1111 aaaa2222 bbbb1111'],
    ['line', '', 'aaaa2222-1', 'aaaa1111'],
    ['line', '', 'head-1', 'aaaa1111 aaaa2222 bbbb1111'],
    ['line', '', 'base+1', 'aaaa1111'],
    ['line', 'aaaa1111', 'current+2', 'aaaa2222 bbbb1111'],
    ['line', 'aaaa1111', 'aaaa1111', ''],
    ['empty', '', 'head', ''],
    ['empty', '', 'heads', ''],
    ['forked', 'aaaa2222', 'heads', 'bbbb1111 bbbb2222 cccc1111 cccc2222'],
    ['forked', 'aaaa2222', 'billing@head', 'bbbb1111 bbbb2222'],
    ['forked', 'aaaa2222', 'bbbb1111@head', 'bbbb1111 bbbb2222'],
    ['forked', 'bbbb2222', 'search@heads', 'cccc1111 cccc2222'],
    ['forked', 'aaaa2222', 'billing@+1', 'bbbb1111'],
    ['forked', 'bbbb1111 cccc1111', 'search@+1', 'cccc2222'],
    ['forked', 'bbbb2222', 'search@+1', 'cccc1111'],
    ['forked', 'aaaa1111', 'search', 'aaaa2222 cccc1111'],
    ['forked', 'aaaa2222', 'billing@bbbb2', 'bbbb1111 bbbb2222'],
    ['merged', '', 'head', 'aaaa1111 bbbb1111 cccc1111 eeee1111 ffff1111'],
    ['merged', 'cccc1111', 'head', 'bbbb1111 eeee1111 ffff1111'],
    ['merged', 'bbbb1111 cccc1111', '+1', 'ambiguous-walk'],
    ['depending', '', 'bbbb2222', 'aaaa1111 bbbb1111 bbbb2222'],
    ['depending', '', 'heads', 'aaaa1111 aaaa2222 bbbb1111 bbbb2222'],
    ['depending', 'aaaa2222', 'billing@head', 'bbbb1111 bbbb2222'],
    ['depending', '', 'billing@+1', 'bbbb1111'],
    // Not found.
    ['line', '', 'zzzz', 'unknown-target'],
    ['line', '', 'aaaa', 'ambiguous-target'],
    ['line', '', 'a', 'ambiguous-target'],
    ['line', '', 'nowhere@head', 'unknown-target'],
    ['forked', '', 'head', 'multiple-heads'],
    ['forked', '', '+3', 'ambiguous-walk'],
    ['forked', '', 'aaaa2222+1', 'ambiguous-walk'],
    ['forked', '', 'billing@cccc1111', 'wrong-branch'],
    ['forked', '', 'billing@cccc', 'unknown-target'],
    ['depending', '', '+1', 'ambiguous-walk'],
    ['line', '', '+5', 'walked-too-far'],
    ['line', 'dddd1111', '+1', 'walked-too-far'],
    ['line', '', 'aaaa1111-2', 'walked-too-far'],
    ['line', 'dddd1111', '-1', 'invalid-target'],
    ['line', '', '', 'invalid-target'],
    ['line', '', '@', 'invalid-target'],
    ['line', '', 'a@b@c', 'invalid-target'],
    ['line', '', '+', 'invalid-target'],
    ['line', 'dddd1111', 'aaaa2222', 'target-behind'],
    ['line', 'dddd1111', 'base', 'target-behind'],
    ['line', 'dddd1111', 'aaaa1111-1', 'target-behind'],
    ['line', '', 'base', ''],
    ['empty', '', 'base', ''],
    ['line', '', 'current', ''],
    ['forked', 'bbbb1111', 'billing@base', 'target-behind'],
    ['depending', 'aaaa2222', 'billing@base', ''],
    ['depending', 'aaaa2222', 'billing@current', ''],
    ['line', 'gone0000', 'head', 'database-revision-unknown'],
  ] as const)('%s, at %j: %j → %s', (name, current, target, expected) => {
    expect(run(() => upgradePath(graphs[name], current.split(' ').filter(Boolean), target))).toBe(expected);
  });
});

describe('downgrade goes to', () => {
  test.each([
    ['line', 'dddd1111', '-1', 'dddd1111'],
    ['line', 'dddd1111', '-4', 'dddd1111 bbbb1111 aaaa2222 aaaa1111'],
    ['line', 'dddd1111', 'base', 'dddd1111 bbbb1111 aaaa2222 aaaa1111'],
    ['line', 'bbbb1111', 'aaaa1111', 'bbbb1111 aaaa2222'],
    ['line', 'bbbb1111', 'aaaa2', 'bbbb1111'],
    ['line', 'bbbb1111', 'head-2', 'bbbb1111'],
    ['line', 'bbbb1111', 'aaaa1111+1', 'bbbb1111'],
    ['line', 'bbbb1111', 'bbbb1111', ''],
    ['line', '', 'base', ''],
    ['forked', 'bbbb2222 cccc2222', 'aaaa2222', 'cccc2222 cccc1111 bbbb2222 bbbb1111'],
    ['forked', 'bbbb2222 cccc2222', 'billing@aaaa2222', 'bbbb2222 bbbb1111'],
    ['forked', 'bbbb2222 cccc2222', 'billing@-1', 'bbbb2222'],
    ['forked', 'bbbb2222 cccc2222', 'bbbb1111', 'bbbb2222'],
    ['merged', 'ffff1111', '-2', 'ffff1111 eeee1111'],
    ['merged', 'eeee1111', 'bbbb1111', 'eeee1111'],
    ['merged', 'eeee1111', 'aaaa1111', 'eeee1111 cccc1111 bbbb1111'],
    ['merged', 'ffff1111', '-3', 'ambiguous-walk'],
    // What depends on a revision goes with it.
    ['depending', 'aaaa2222 bbbb2222', 'aaaa1111', 'aaaa2222'],
    ['depending', 'aaaa2222 bbbb2222', 'billing@base', 'bbbb2222 bbbb1111'],
    ['depending', 'aaaa2222 bbbb2222', 'aaaa1111@base', 'bbbb2222 aaaa2222 aaaa1111'],
    ['depending', 'aaaa2222 bbbb2222', 'base', 'bbbb2222 bbbb1111 aaaa2222 aaaa1111'],
    ['line', 'aaaa2222', '-5', 'walked-too-far'],
    ['line', '', '-1', 'walked-too-far'],
    ['forked', 'bbbb2222 cccc2222', '-1', 'ambiguous-walk'],
    ['forked', 'bbbb2222', 'cccc1111', 'target-not-applied'],
    ['forked', 'bbbb2222 cccc2222', 'head', 'multiple-heads'],
    ['line', 'aaaa2222', 'dddd1111', 'target-not-applied'],
    ['line', 'aaaa2222', '+1', 'invalid-target'],
    ['line', 'aaaa2222', 'aaaa', 'ambiguous-target'],
    ['line', 'gone0000', 'base', 'database-revision-unknown'],
  ] as const)('%s, at %j: %j → %s', (name, current, target, expected) => {
    expect(run(() => downgradePath(graphs[name], current.split(' ').filter(Boolean), target))).toBe(expected);
  });
});

describe('a range is', () => {
  test.each([
    ['line', '', ':', 'dddd1111 bbbb1111 aaaa2222 aaaa1111'],
    ['line', '', 'base:aaaa2222', 'aaaa2222 aaaa1111'],
    ['line', '', 'aaaa2222:', 'dddd1111 bbbb1111 aaaa2222'],
    ['line', 'bbbb1111', ':current', 'bbbb1111 aaaa2222 aaaa1111'],
    ['line', 'bbbb1111', '-1:current', 'bbbb1111 aaaa2222'],
    ['line', '', 'aaaa1111:+1', 'aaaa2222 aaaa1111'],
    ['line', '', '-2:bbbb1111', 'bbbb1111 aaaa2222 aaaa1111'],
    ['line', 'aaaa1111', ':+1', 'aaaa2222 aaaa1111'],
    ['line', 'aaaa1111', 'current:+1', 'aaaa2222 aaaa1111'],
    ['forked', '', 'billing@base:heads', 'bbbb2222 bbbb1111 aaaa2222 aaaa1111'],
    ['forked', '', 'billing@base:head', 'bbbb2222 bbbb1111 aaaa2222 aaaa1111'],
    ['forked', '', 'billing@base:', 'bbbb2222 bbbb1111 aaaa2222 aaaa1111'],
    ['forked', '', 'billing@aaaa2222:', 'bbbb2222 bbbb1111 aaaa2222'],
    ['forked', 'bbbb2222 cccc2222', 'billing@-1:current', 'bbbb2222 bbbb1111'],
    ['forked', '', 'billing@base:cccc1111', 'wrong-branch'],
    ['forked', '', 'base:heads', 'cccc2222 cccc1111 bbbb2222 bbbb1111 aaaa2222 aaaa1111'],
    ['merged', '', 'bbbb1111@base:', 'ffff1111 eeee1111 bbbb1111 aaaa1111'],
    ['depending', '', 'billing@base:heads', 'bbbb2222 bbbb1111'],
    ['depending', '', 'aaaa1111@base:', 'aaaa2222 aaaa1111'],
    ['forked', '', 'bbbb2222:aaaa1111', 'not-an-ancestor'],
    ['forked', '', 'cccc1111:bbbb2222', 'not-an-ancestor'],
    ['line', '', 'aaaa1111:base', 'not-an-ancestor'],
    ['line', '', ':base', ''],
    ['line', '', '+1:+1', 'invalid-target'],
    ['line', '', 'head', 'invalid-target'],
    ['line', '', 'a:b:c', 'invalid-target'],
    ['line', '', 'zzzz:head', 'unknown-target'],
  ] as const)('%s, at %j: %j → %s', (name, current, range, expected) => {
    expect(run(() => resolveRange(graphs[name], current.split(' ').filter(Boolean), range))).toBe(expected);
  });
});

describe('where the database is matters to', () => {
  test.each([
    ['head', false],
    ['aaaa+1', false],
    ['currently', false],
    ['current.work@head', false],
    ['currentä', false],
    ['current', true],
    ['current-1', true],
    ['billing@current', true],
    ['+1', true],
    ['billing@-1', true],
  ])('the target %s: %s', (text, expected) => {
    expect(targetNeedsCurrent(text)).toBe(expected);
  });

  test.each([
    [':', false],
    ['base:head', false],
    ['-3:', false],
    ['aaaa:+2', false],
    ['-3:current', true],
    ['current:', true],
    [':+2', true],
    ['billing@-1:', true],
    ['aaaa:-1', true],
    ['base:billing@+1', true],
  ])('the range %s: %s', (text, expected) => {
    expect(rangeNeedsCurrent(text)).toBe(expected);
  });
});

describe('an error', () => {
  test('lists the candidates of an ambiguous prefix, with their files', () => {
    expect(outcome(() => upgradePath(line, [], 'aaaa'))).toEqual({
      code: 'ambiguous-target',
      message: '2 revisions begin with "aaaa": aaaa1111 (migrations/aaaa1111.ts), aaaa2222 (migrations/aaaa2222.ts).',
      hint: 'write as much of the id as tells them apart: aaaa1 or aaaa2',
    });
  });

  test('lists the newest revisions when there is no such one', () => {
    expect(outcome(() => upgradePath(line, [], 'zzzz'))).toEqual({
      code: 'unknown-target',
      message: expect.stringMatching(
        /^No revision or branch label is "zzzz"\. The newest: dddd1111 \(migrations\/dddd1111\.ts\), /,
      ),
      hint: 'autogen history',
    });
  });

  test('names a beginning of each candidate that is ambiguous no more', () => {
    const alike = graphOf(
      { abcd: [], abcd12: ['abcd'], abce99: ['abcd12'], headline: ['abce99'], headstart: ['headline'] },
      { labels: { abcd: ['abc'] } },
    );
    const asked = (prefix: string) => {
      const { hint } = outcome(() => resolveTarget(alike, [], prefix)) as { hint: string };
      return hint.replace(/^write as much of the id as tells them apart: /, '').split(' or ');
    };
    expect(asked('ab')).toEqual(['abcd', 'abcd1', 'abce']);
    // `head` and `heads` mean something else.
    expect(asked('hea')).toEqual(['headl', 'headst']);
    const meant = (prefix: string) => asked(prefix).map((name) => run(() => resolveTarget(alike, [], name)));
    expect(meant('ab')).toEqual(['abcd', 'abcd12', 'abce99']);
    expect(meant('hea')).toEqual(['headline', 'headstart']);
  });

  test('lists several heads and the command that joins them', () => {
    expect(outcome(() => upgradePath(forked, [], 'head'))).toEqual({
      code: 'multiple-heads',
      message: 'head could be any of 2 heads: bbbb2222 (migrations/bbbb2222.ts), cccc2222 (migrations/cccc2222.ts).',
      hint: 'name one of them (bbbb2222 or cccc2222), take all of them with heads, or join them: autogen merge',
    });
  });

  test('says which end of a range is no ancestor of the other, and swaps them where that helps', () => {
    expect(outcome(() => resolveRange(forked, [], 'bbbb2222:aaaa1111'))).toEqual({
      code: 'not-an-ancestor',
      message: 'Revision bbbb2222 is no ancestor of aaaa1111, which comes before it.',
      hint: 'autogen history -r aaaa1111:bbbb2222',
    });
    expect(outcome(() => resolveRange(forked, [], 'cccc1111:bbbb2222'))).toEqual({
      code: 'not-an-ancestor',
      message: 'Revision cccc1111 is no ancestor of bbbb2222, nor bbbb2222 of cccc1111.',
      hint: 'name two of one branch; all that bbbb2222 needs: autogen history -r :bbbb2222',
    });
    expect(outcome(() => resolveRange(line, [], 'aaaa1111:base'))).toMatchObject({
      hint: 'autogen history -r base:aaaa1111',
    });
  });

  test('counts what can be undone', () => {
    expect(outcome(() => downgradePath(line, ['aaaa2222'], '-5'))).toEqual({
      code: 'walked-too-far',
      message: '-5 walks 5 revisions back from aaaa2222, but only 2 can be undone.',
      hint: 'base goes all the way back',
    });
  });

  test('names the branch to undo', () => {
    expect(outcome(() => downgradePath(forked, ['bbbb2222', 'cccc2222'], '-1'))).toMatchObject({
      message: expect.stringContaining('-1 could start from any of 2 revisions: bbbb2222'),
      hint: 'name one of them, as in bbbb2222@-1',
    });
    expect(run(() => downgradePath(forked, ['bbbb2222', 'cccc2222'], 'bbbb2222@-1'))).toBe('bbbb2222');
  });

  test('says that the database is past the target, and that only a decision is missing', () => {
    expect.assertions(1);
    try {
      upgradePath(line, ['dddd1111'], 'aaaa2222');
    } catch (error) {
      expect(error).toMatchObject({ code: 'target-behind', exitCode: 2, hint: 'autogen downgrade aaaa2222' });
    }
  });

  test('says that the database is past the base of a branch', () => {
    expect.assertions(1);
    try {
      upgradePath(forked, ['bbbb1111'], 'billing@base');
    } catch (error) {
      expect(error).toMatchObject({
        ...{ code: 'target-behind', exitCode: 2, message: 'The database is past billing@base: nothing to upgrade.' },
        hint: 'autogen downgrade billing@base',
      });
    }
  });

  test('names the revision that no file contains', () => {
    expect(outcome(() => upgradePath(line, ['gone0000'], 'head'))).toMatchObject({
      message: 'The database is at revision gone0000, which no file in the migrations folder contains.',
      hint: expect.stringContaining('autogen current'),
    });
  });
});

test('an exact id wins over longer ones that begin alike', () => {
  const graph = graphOf({ abcd: [], abcd12: ['abcd'] });
  expect(resolveTarget(graph, [], 'abcd').map(({ id }) => id)).toEqual(['abcd']);
});
