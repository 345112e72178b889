/** TypeORM's own migrations beside revisions, where the two tables do not say the same. */

import { Project } from './command';
import { config, revision } from './files';

let project: Project;
afterEach(() => project.end());

const plain = (name: string) => ({
  [`migrations/${name}.js`]: `exports.${name} = class ${name} {
  async up(queryRunner) { await queryRunner.query('CREATE TABLE ${name.toLowerCase()} (id int)'); }
  async down(queryRunner) { await queryRunner.query('DROP TABLE ${name.toLowerCase()}'); }
};
`,
});

test('one that is merged late is pending, and said so, until it has run', async () => {
  const [first, late, last] = ['First1700000000000', 'Late1700000001000', 'Last1700000002000'];
  project = await Project.onServer({ 'ormconfig.js': config, ...plain(first), ...plain(last) });
  expect(await project.autogen(['upgrade'])).toMatchObject({ code: 0 });
  project.write(plain(late));

  expect(await project.autogen(['current'])).toMatchObject({
    code: 0,
    stdout: `${last} (head), last\n! ${late} (migrations/${late}.js) was merged late: it is pending although newer ones are applied\n`,
  });
  expect(await project.json(['current'])).toMatchObject({ object: { atHead: false, late: [{ revision: late }] } });
  expect(await project.json(['check'])).toMatchObject({
    code: 1,
    object: {
      error: {
        code: 'database-not-at-head',
        message: expect.stringContaining(`Merged late, and pending although newer ones are applied: ${late} (`),
        hint: 'autogen upgrade head',
      },
    },
  });
  expect(await project.autogen(['upgrade'])).toMatchObject({
    code: 0,
    stderr: expect.stringContaining(`Merged late, and pending although newer ones are applied: ${late} (`),
  });
  expect(await project.has(late.toLowerCase())).toBe(true);
  expect(await project.json(['current'])).toMatchObject({ object: { atHead: true, late: [] } });
  expect(await project.autogen(['check'])).toMatchObject({ code: 0 });
});

test('a revision that migration:run --fake has recorded is not run, and no check passes it over', async () => {
  const first = 'First1700000000000';
  project = await Project.onServer({
    'ormconfig.js': config,
    ...plain(first),
    'migrations/2.js': revision('aaaa1111', { down: first, upgrade: "op.execute('CREATE TABLE own (id int)');" }),
  });
  expect(await project.autogen(['upgrade', first])).toMatchObject({ code: 0 });
  await project.sql(`INSERT INTO migrations ("timestamp", name) VALUES (1795186980000, 'Raaaa11111795186980000')`);
  for (const command of ['upgrade', 'check']) {
    expect(await project.json([command])).toMatchObject({
      code: 1,
      object: {
        error: {
          code: 'recorded-not-run',
          hint: `if the database has what it makes: autogen stamp aaaa1111; if not, let TypeORM's table forget it: autogen stamp ${first}`,
        },
      },
    });
    expect(await project.has('own')).toBe(false);
  }
  expect(await project.autogen(['stamp', first])).toMatchObject({ code: 0 });
  expect(await project.autogen(['upgrade'])).toMatchObject({ code: 0 });
  expect(await project.has('own')).toBe(true);
});
