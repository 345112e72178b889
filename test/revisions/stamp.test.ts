import { stampedHeads } from '../../src/revisions/stamp';
import { forked, graphOf, outcome } from './graph';

// Two bases; the second line needs the first one's head.
const depending = graphOf(
  { aaaa1111: [], aaaa2222: ['aaaa1111'], bbbb1111: [], bbbb2222: ['bbbb1111'] },
  { dependsOn: { bbbb2222: ['aaaa2222'] }, labels: { bbbb1111: ['billing'] } },
);
const graphs = { forked, depending };

const stamped = (name: keyof typeof graphs, current: string, targets: string) => {
  const result = outcome(() => stampedHeads(graphs[name], current.split(' ').filter(Boolean), targets.split(' ')));
  return 'code' in result ? result.code : result.join(' ');
};

test.each([
  ['forked', '', 'aaaa2222', 'aaaa2222'],
  ['forked', '', 'heads', 'bbbb2222 cccc2222'],
  ['forked', '', 'billing@head', 'bbbb2222'],
  ['forked', '', 'bbbb2', 'bbbb2222'],
  ['forked', '', 'bbbb1111 cccc1111', 'bbbb1111 cccc1111'],
  ['forked', '', 'bbbb1111 bbbb1111', 'bbbb1111'],
  ['forked', 'aaaa1111', '+1', 'aaaa2222'],
  ['forked', 'aaaa2222', '-1', 'aaaa1111'],
  // Up and down the line; what is on another line stays.
  ['forked', 'aaaa1111', 'bbbb2222', 'bbbb2222'],
  ['forked', 'bbbb2222 cccc2222', 'bbbb1111', 'bbbb1111 cccc2222'],
  ['forked', 'bbbb2222', 'cccc1111', 'bbbb2222 cccc1111'],
  ['forked', 'bbbb2222 cccc2222', 'aaaa1111', 'aaaa1111'],
  ['forked', 'bbbb2222 cccc2222', 'base', ''],
  ['forked', 'bbbb2222', 'base', ''],
  ['depending', '', 'heads', 'bbbb2222'],
  ['depending', 'aaaa2222', 'billing', 'aaaa2222 bbbb1111'],
  ['depending', 'aaaa2222 bbbb1111', 'billing@base', 'aaaa2222'],
  ['depending', 'aaaa2222 bbbb1111', 'bbbb2222', 'bbbb2222'],
  ['depending', 'bbbb2222', 'aaaa1111', 'aaaa1111'],
  // Refused.
  ['forked', '', 'aaaa1111 bbbb1111', 'overlapping-targets'],
  ['forked', '', 'heads aaaa2222', 'overlapping-targets'],
  ['depending', '', 'aaaa1111 bbbb2222', 'overlapping-targets'],
  ['forked', '', 'base bbbb1111', 'overlapping-targets'],
  ['forked', '', 'head', 'multiple-heads'],
  ['forked', '', 'zzzz', 'unknown-target'],
  ['forked', '', 'bbbb', 'ambiguous-target'],
  ['forked', '', 'billing@cccc1111', 'wrong-branch'],
  ['forked', 'gone0000', 'heads', 'database-revision-unknown'],
] as const)('%s, at %j, stamped %j: %j', (name, current, targets, expected) => {
  expect(stamped(name, current, targets)).toBe(expected);
});

test('a refusal says which revision needs which', () => {
  expect(outcome(() => stampedHeads(forked, [], ['aaaa1111', 'bbbb1111']))).toEqual({
    code: 'overlapping-targets',
    message:
      'Revision bbbb1111 (migrations/bbbb1111.ts) needs aaaa1111 (migrations/aaaa1111.ts), so a database that is at the one is not at the other.',
    hint: 'autogen stamp bbbb1111',
  });
  expect(outcome(() => stampedHeads(forked, [], ['base', 'bbbb1111']))).toEqual({
    code: 'overlapping-targets',
    message: 'A database that is at base is at no other revision.',
    hint: 'autogen stamp base',
  });
  expect(outcome(() => stampedHeads(forked, ['gone0000'], ['heads']))).toEqual({
    code: 'database-revision-unknown',
    message: 'The database is at revision gone0000, which no file in the migrations folder contains.',
    hint: 'get the file back, or let the table forget what it holds: autogen stamp --purge heads',
  });
});
