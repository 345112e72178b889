/**
 * `npm run mutate`: takes away the rule of one trait after the other, and one path of the engine after the other, and
 * sees a test fail each time. `npm run mutate -- column` for one kind, or `'known needs'` for one path. JavaScript,
 * because it only starts Jest.
 */
const { spawnSync } = require('node:child_process');
const { kinds } = require('../../dist/src/autogen.js');
const { PATHS } = require('./paths.js');

/** What is made by hand has no entities to be compared with: it only makes way. */
const compared = [...kinds].filter(([, { disappear }]) => disappear !== 'stay');

const ofTraits = compared.flatMap(([name, kind]) =>
  Object.entries(kind.traits).flatMap(([trait, rule]) => [
    `trait ${name} ${trait}`,
    ...(rule.text ? [`text ${name} ${trait}`] : []),
    ...(rule.same ? [`same ${name} ${trait}`] : []),
  ]),
);

const wanted = process.argv.slice(2);
const mutants = [...ofTraits, ...Object.keys(PATHS)].filter(
  (mutant) => wanted.length === 0 || wanted.some((word) => word === mutant || mutant.split(' ').includes(word)),
);

/** Where such a change is looked at. */
const FOLDERS = ['test/corpus', 'test/engine', 'test/property/dump'];

function jest(mutant, ...args) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [require.resolve('jest/bin/jest'), '--config', `${__dirname}/jest.config.js`, '--silent', ...args],
    {
      cwd: `${__dirname}/../..`,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: { ...process.env, AUTOGEN_MUTANT: mutant },
    },
  );
  return { status, stdout, stderr };
}

/** All tests by name, none of which is run. */
const tests = JSON.parse(jest('', '--json', '--testNamePattern', '^$', ...FOLDERS).stdout).testResults.flatMap(
  ({ name: file, assertionResults }) => assertionResults.map(({ fullName }) => ({ file, name: fullName })),
);

/** What the tests of a few rules speak of. */
const OF_RULES = {
  'same column type': 'domain',
  'same column default': 'constant that is the default',
  'trait check validity': 'NOT VALID',
  'trait foreignKey validity': 'NOT VALID',
  'trait exclusion definition': 'exclusion: ',
  'text exclusion definition': 'exclusion: ',
  'trait view definition': 'a view whose query changes',
  'text view definition': 'a query in other words',
  'same view with': 'options of a view',
};

/** What the names of the tests speak of that most likely fail, then of those that may fail as well; then of all. */
function likely(mutant) {
  const like = PATHS[mutant]?.like ?? OF_RULES[mutant];
  if (like !== undefined) return [like, ''];
  const [, kind, trait] = mutant.split(' ');
  const [ofKind, ofTrait] = [inWords(kind), inWords(trait)];
  const both = `(${ofKind}.*${ofTrait}|${ofTrait}.*${ofKind})`;
  return [`by hand: .*${both}`, both, ofTrait, ofKind, ''];
}

/** `foreignKeys` as names of tests say it: foreign-key, foreign key. */
function inWords(name) {
  return name.replace(/s$/, '').replace(/[A-Z]/g, (letter) => `[- ]${letter}`);
}

/** The name of a test that fails. */
function failureOf(mutant) {
  for (const pattern of likely(mutant)) {
    const meant = tests.filter(({ name }) => new RegExp(pattern, 'i').test(name));
    if (meant.length === 0) continue;
    const files = new Set(meant.map(({ file }) => file));
    const { status, stderr } = jest(mutant, '--bail', '--testNamePattern', pattern, '--runTestsByPath', ...files);
    if (status !== 0) return /● (?!Test suite failed to run)(.*)/.exec(stderr)?.[1];
  }
  return undefined;
}

const survivors = [];
for (const mutant of mutants) {
  const started = Date.now();
  const failed = failureOf(mutant);
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  if (failed === undefined) survivors.push(mutant);
  console.log(
    `${failed === undefined ? 'NOT FOUND' : 'found'}  ${mutant.padEnd(48)} ${seconds.padStart(4)} s  ${failed ?? ''}`,
  );
}
console.log(`\n${mutants.length - survivors.length} of ${mutants.length} were found by a test.`);
process.exit(survivors.length === 0 ? 0 : 1);
