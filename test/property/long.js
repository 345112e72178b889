/**
 * `npm run test:property -- 10000`: the property tests over that many pairs; a second number is the seed.
 * JavaScript, because it only starts Jest.
 */
const { spawnSync } = require('node:child_process');

const [pairs = '10000', seed] = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  [require.resolve('jest/bin/jest'), '--selectProjects', 'typeorm-1', '--', 'test/property'],
  {
    cwd: `${__dirname}/../..`,
    stdio: 'inherit',
    env: { ...process.env, AUTOGEN_PAIRS: pairs, ...(seed === undefined ? {} : { AUTOGEN_SEED: seed }) },
  },
);
process.exit(status ?? 1);
