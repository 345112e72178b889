/** Every form of an identifier, and everything that may come of it. */

import { resolveTarget } from '../../src/revisions/targets';
import { forked, outcome } from './graph';

/** Where the database is. */
const at = ['bbbb1111', 'cccc2222'];

const resolve = (target: string) => outcome(() => resolveTarget(forked, at, target));

describe('found', () => {
  test.each([
    ['aaaa1111', 'aaaa1111'],
    ['aaaa1', 'aaaa1111'],
    ['bbbb2', 'bbbb2222'],
    ['billing', 'bbbb1111'],
    ['heads', 'bbbb2222 cccc2222'],
    ['base', ''],
    ['current', 'bbbb1111 cccc2222'],
    ['bbbb1@head', 'bbbb2222'],
    ['billing@head', 'bbbb2222'],
    ['search@head', 'cccc2222'],
    ['billing@heads', 'bbbb2222'],
    ['billing@base', ''],
    ['aaaa1111@base', ''],
    ['billing@current', 'bbbb1111'],
    ['billing@bbbb2222', 'bbbb2222'],
    ['billing@bbbb2', 'bbbb2222'],
    ['billing@billing', 'bbbb1111'],
    ['billing@+1', 'bbbb2222'],
    ['billing@-1', 'aaaa2222'],
    ['billing@-2', 'aaaa1111'],
    ['billing@-3', ''],
    ['search@-1', 'cccc1111'],
    ['billing@+0', 'bbbb1111'],
    ['billing@-0', 'bbbb1111'],
    ['aaaa1111+1', 'aaaa2222'],
    ['aaaa1+1', 'aaaa2222'],
    ['bbbb2222-1', 'bbbb1111'],
    ['bbbb2222-3', 'aaaa1111'],
    ['bbbb2222-4', ''],
    ['billing+1', 'bbbb2222'],
    ['billing-1', 'aaaa2222'],
    ['billing@bbbb1111+1', 'bbbb2222'],
    ['billing@aaaa1111+2', 'bbbb1111'],
    ['base+1', 'aaaa1111'],
    ['base+2', 'aaaa2222'],
    ['billing@head-1', 'bbbb1111'],
    ['billing@base+1', 'aaaa1111'],
    ['billing@base+3', 'bbbb1111'],
    ['billing@current+1', 'bbbb2222'],
  ])('%s: %j', (target, ids) => {
    const found = resolve(target);
    expect('code' in found ? found : found.map(({ id }) => id).join(' ')).toBe(ids);
  });
});

// In Alembic's terms: what it says of each, and with which targets.
describe.each([
  ['ambiguous', 'ambiguous-target', ['aaaa', 'a', 'bb', 'aaaa@head', 'billing@bbbb', 'billing@b', 'aaaa+1']],
  [
    'unknown',
    'unknown-target',
    ['z', 'zzzz', 'zzzz1111', 'nowhere@head', 'billing@zzzz', 'nowhere@+1', 'nowhere@-1', 'zzzz+1'],
  ],
  ['several heads', 'multiple-heads', ['head', 'aaaa1111@head', 'head-1']],
  ['another branch', 'wrong-branch', ['billing@search', 'billing@cccc2222', 'cccc1111@bbbb1111']],
  [
    'no way to tell where the walk goes',
    'ambiguous-walk',
    ['+1', '+2', '-1', '-2', '+0', '-0', 'aaaa1111+2', 'aaaa1111+9', 'heads-1', 'base+9', 'current+1', 'current-1'],
  ],
  [
    'no revision that far',
    'walked-too-far',
    [
      'billing@+2',
      'billing@-4',
      'search@+1',
      'bbbb2222+1',
      'bbbb2222-9',
      'billing@aaaa1111+9',
      'base-1',
      'billing@head+1',
      'billing@base+9',
    ],
  ],
  [
    'no target at all',
    'invalid-target',
    ['@', '@head', 'billing@', '+x', 'head+', 'a@b@c', 'aaaa1111+1+1', 'aaaa:bbbb'],
  ],
])('%s', (_what, code, targets) => {
  test.each(targets)('%s', (target) => {
    expect(resolve(target)).toMatchObject({
      code,
      message: expect.stringContaining('.'),
      hint: expect.stringMatching(/./),
    });
  });
});

describe('what is said', () => {
  const [billing, search] = ['bbbb2222 (migrations/bbbb2222.ts)', 'cccc2222 (migrations/cccc2222.ts)'];
  test.each([
    [
      'billing@bbbb',
      '2 revisions begin with "bbbb": bbbb1111 (migrations/bbbb1111.ts), bbbb2222 (migrations/bbbb2222.ts).',
      'write as much of the id as tells them apart: bbbb1 or bbbb2',
    ],
    [
      'billing@zzzz',
      expect.stringMatching(/^No revision or branch label is "zzzz" on the branch billing\. The newest: /),
      'autogen history',
    ],
    [
      'aaaa1111@head',
      `aaaa1111@head could be any of 2 heads: ${billing}, ${search}.`,
      'name one of them (bbbb2222 or cccc2222), take all of them with aaaa1111@heads, or join them: autogen merge',
    ],
    ['billing@cccc2222', 'Revision cccc2222 is not on the branch billing.', 'autogen show cccc2222'],
    [
      '+1',
      `+1 could start from any of 2 revisions: bbbb1111 (migrations/bbbb1111.ts), ${search}.`,
      'name one of them, as in bbbb1111@+1',
    ],
    [
      'aaaa1111+2',
      'aaaa1111+2 cannot tell which way to go at aaaa2222: bbbb1111 (migrations/bbbb1111.ts), cccc1111 (migrations/cccc1111.ts).',
      'name the revision itself, as in bbbb1111',
    ],
    ['bbbb2222+1', 'bbbb2222+1 walks 1 revision on from bbbb2222, but none follow.', 'heads goes all the way'],
    [
      'billing@+2',
      'billing@+2 walks 2 revisions on from bbbb2222, but only 1 follows.',
      'billing@head goes all the way',
    ],
    [
      'billing@-4',
      'billing@-4 walks 4 revisions back from bbbb1111, but only 3 can be undone.',
      'billing@base goes all the way back',
    ],
    [
      'billing@',
      '"billing@" is not a revision.',
      expect.stringMatching(/^write a revision id \(its beginning is enough\), head, heads, base, /),
    ],
  ])('of %s', (target, message, hint) => {
    expect(resolve(target)).toEqual({ code: expect.any(String), message, hint });
  });
});
