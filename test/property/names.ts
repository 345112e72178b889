/** Names and texts that have broken writers of SQL or of TypeScript before, among plain ones. */

const LONG = 'a_name_of_exactly_sixty_three_bytes_so_that_nothing_can_follow_';

/** At most 63 bytes each, none of them used by PostgreSQL itself. */
export const NAMES: readonly string[] = [
  'posts',
  'users',
  'title',
  'owner_id',
  'created_at',
  'votes',
  'state',
  'userName',
  'select',
  'order',
  'user',
  'table',
  '__proto__',
  'constructor',
  'toString',
  'größe',
  '題名',
  '😀',
  'with space',
  ' leading',
  'a"quote',
  '""',
  "a'quote",
  'back\\slash',
  'a.dot',
  '${x}`',
  '*/',
  '--',
  '%s',
  '$1',
  '1st',
  'tab\there',
  'line\nbreak',
  `${LONG}x`.slice(0, 63),
  // Not alike in its first half: two serial columns in one CREATE TABLE would be given one name for their sequences.
  `y_${LONG}`.slice(0, 62),
  'é'.repeat(31),
  'IDX_0a1b2c3d4e5f60718293a4b5c6',
];

/** Names of schemas beside the default one. */
export const SCHEMAS: readonly string[] = ['app', 'App Data', 'sch"ema'];

export const TEXTS: readonly string[] = [
  'a comment',
  "it's",
  'two\nlines',
  'back\\slash',
  '`${danger}` */',
  ' ',
  'größe 題 😀',
  '$$ $1 %s %L',
  "''",
  '\u2028\u0085',
  '-- no',
];

export const LABELS: readonly string[] = [
  'new',
  'open',
  'closed',
  'Done',
  "it's",
  'a b',
  'a,b',
  '{x}',
  '"q"',
  'back\\slash',
  'größe',
  '題',
  'NULL',
  'l'.repeat(63),
];
