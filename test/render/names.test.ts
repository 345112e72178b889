import fc from 'fast-check';
import { className, fileName } from '../../src/render/revision';
import { nastyText } from './arbitrary';
import { HEAD } from './example';

const DATE = HEAD.createDate;

test.each([
  ['add votes table', 'AddVotesTable', '_add_votes_table'],
  ['Add the URL column (2nd try)', 'AddTheURLColumn2ndTry', '_add_the_url_column_2nd_try'],
  ['', 'Revision', ''],
  ['🎉', 'Revision', ''],
  ['日本語', 'Revision', ''],
  ['2nd try', 'Revision2ndTry', '_2nd_try'],
  ['class', 'Class', '_class'],
  ['../../etc/passwd', 'EtcPasswd', '_etc_passwd'],
  ['C:\\temp\\x.ts', 'CTempXTs', '_c_temp_x_ts'],
  [`it's "quoted" \`\${1}\``, 'ItSQuoted1', '_it_s_quoted_1'],
  ['Größe über alles', 'GroEUberAlles', '_gro_e_uber_alles'],
  ['line\nbreak\0', 'LineBreak', '_line_break'],
  ['x'.repeat(200), `X${'x'.repeat(59)}`, `_${'x'.repeat(40)}`],
  [
    'create the posts table and the users table too',
    'CreateThePostsTableAndTheUsersTableToo',
    '_create_the_posts_table_and_the_users',
  ],
])('the message %j names a class and a file', (message, name, slug) => {
  expect(className(message, DATE)).toBe(`${name}1795187000000`);
  expect(fileName({ ...HEAD, message })).toBe(`2026_11_20_1503-cfcc4fd02d18${slug}.ts`);
});

test('a revision identifier cannot lead a file out of its folder', () => {
  expect(fileName({ ...HEAD, revision: '../a b\\c' })).toBe('2026_11_20_1503-___a_b_c_add_votes_table.ts');
});

test('names are plain whatever the message is, and TypeORM finds the timestamp', () => {
  fc.assert(
    fc.property(
      nastyText,
      nastyText,
      fc.date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true }),
      (message, revision, createDate) => {
        const name = className(message, createDate);
        expect(name).toMatch(/^[A-Z][A-Za-z0-9]{0,67}[0-9]{13}$/);
        expect(Number.parseInt(name.slice(-13), 10)).toBe(createDate.getTime());
        const slug = /^\d{4}_\d\d_\d\d_\d{4}-[A-Za-z0-9_-]{0,128}?(_[a-z0-9_]{1,40})?\.ts$/;
        expect(fileName({ message, revision, createDate })).toMatch(slug);
      },
    ),
    { numRuns: 1000 },
  );
});
