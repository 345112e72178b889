/**
 * `npm run mutate`: takes away the comparison of one trait after the other, and one way of settling texts after the
 * other, and sees a test fail each time. `npm run mutate -- column` for one kind. JavaScript, because it only starts Jest.
 */
const { spawnSync } = require('node:child_process');
const { kinds } = require('../../dist/src/autogen.js');

/** What is made by hand has no entities to be compared with: it only makes way. */
const isCompared = (kind) => kind.disappear !== 'stay';

/** Traits that no entity can say, and that the database keeps. */
const KEPT = ['view with'];

const ofTraits = [...kinds].flatMap(([name, kind]) =>
  isCompared(kind)
    ? Object.entries(kind.traits).flatMap(([trait, rule]) => [
        ...(KEPT.includes(`${name} ${trait}`) ? [] : [`trait ${name} ${trait}`]),
        ...(rule.text ? [`text ${name} ${trait}`] : []),
        ...(rule.same && !KEPT.includes(`${name} ${trait}`) ? [`same ${name} ${trait}`] : []),
      ])
    : [],
);
const wanted = process.argv.slice(2);
const mutants = [...ofTraits, 'restate', 'scratch', 'needs', 'way'].filter(
  (mutant) => wanted.length === 0 || wanted.some((word) => mutant.split(' ').includes(word)),
);
/** Where such a change is looked at, the likeliest first; then all the rest of them. */
const folders = ['test/corpus', 'test/engine', 'test/property/dump'];

const survivors = [];
for (const mutant of mutants) {
  const started = Date.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      require.resolve('jest/bin/jest'),
      '--config',
      `${__dirname}/jest.config.js`,
      '--bail',
      '--silent',
      '--',
      ...folders,
    ],
    {
      cwd: `${__dirname}/../..`,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: { ...process.env, AUTOGEN_MUTANT: mutant },
    },
  );
  const failed = /● (?!Test suite failed to run)(.*)/.exec(stderr)?.[1];
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  const isKilled = status !== 0 && failed !== undefined;
  if (!isKilled) survivors.push(mutant);
  console.log(`${isKilled ? 'found' : 'NOT FOUND'}  ${mutant.padEnd(32)} ${seconds.padStart(4)} s  ${failed ?? ''}`);
}
console.log(`\n${mutants.length - survivors.length} of ${mutants.length} were found by a test.`);
process.exit(survivors.length === 0 ? 0 : 1);
