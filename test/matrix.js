/**
 * `npm run test:matrix -- 13 15`: what depends on the server, on these major versions; by default on all that are
 * supported beside the one of all other tests. JavaScript, because it only starts Jest.
 */
const { spawnSync } = require('node:child_process');

const given = process.argv.slice(2);
const majors = given.length > 0 ? given : ['13', '14', '15', '16', '17'];
const folders = ['test/engine', 'test/property', 'test/types', 'test/judge'];

const results = majors.map((major) => {
  console.log(`\nPostgreSQL ${major}\n`);
  const { status } = spawnSync(
    process.execPath,
    [require.resolve('jest/bin/jest'), '--selectProjects', 'typeorm-1', '--', ...folders],
    {
      cwd: `${__dirname}/..`,
      stdio: 'inherit',
      env: { AUTOGEN_PAIRS: '100', ...process.env, AUTOGEN_TEST_POSTGRES: major },
    },
  );
  return { major, passed: status === 0 };
});
for (const { major, passed } of results) console.log(`PostgreSQL ${major}: ${passed ? 'passed' : 'failed'}`);
process.exit(results.every(({ passed }) => passed) ? 0 : 1);
