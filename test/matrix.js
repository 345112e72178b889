/**
 * `npm run test:matrix -- 13 15`: what depends on the server, on these major versions; by default on all that are
 * supported beside the one of all other tests. Folders may be named too: `-- 13 test/types`. JavaScript, because it only
 * starts Jest.
 */
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

const given = process.argv.slice(2);
const majors = given.filter((one) => /^\d+$/.test(one));
const folders = given.filter((one) => !/^\d+$/.test(one));
const { AUTOGEN_TEST_RESULTS: folderOfResults } = process.env;

const results = (majors.length > 0 ? majors : ['13', '14', '15', '16', '17']).map((major) => {
  console.log(`\nPostgreSQL ${major}\n`);
  const { status } = spawnSync(
    process.execPath,
    [
      require.resolve('jest/bin/jest'),
      '--selectProjects=typeorm-1',
      ...(folderOfResults ? ['--json', `--outputFile=${join(folderOfResults, `${major}.json`)}`] : []),
      '--',
      ...(folders.length > 0 ? folders : ['test/corpus', 'test/engine', 'test/judge', 'test/property', 'test/types']),
    ],
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
